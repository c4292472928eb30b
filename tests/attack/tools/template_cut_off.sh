#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An archive that breaks off after it has filled the root with links to the host
# and names like those that the removal makes: the clean-up follows none of them.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

tarball /tmp/cut.tar <<END
add("d", DIR)
add("d/host", SYMLINK, "$HOST")
add("host", SYMLINK, "../../../../../..$HOST")
for i in range(20):
    add(".removed.%d" % i, SYMLINK, "$HOST")
path = "deep"
for i in range(90):
    add(path, DIR)
    add(path + "/host", SYMLINK, "$HOST")
    path += "/d"
add("blocked", DIR, mode=0)
add("blocked/file", data=b"x")
END
head -c -11000 /tmp/cut.tar > /tmp/cut1.tar
head -c 600 /dev/urandom >> /tmp/cut1.tar
mkdir "$HOST/precious"
echo unchanged > "$HOST/precious/file"
settle
unpack /tmp/cut1.tar
unharmed
[ "$status" != 0 ] || broken "the build does not fail"
[ ! -e $ROOT ] && [ ! -e $CONF ] || worked "the root is still there"
# what a removal that follows links does
unpack /tmp/cut.tar
rm /tmp/cut.tar /tmp/cut1.tar
[ "$status" = 0 ] || broken "status $status: $err"
find -L $ROOT/host/ -maxdepth 2 -name file -delete
harmed > /dev/null || broken "control: links lead nowhere"
refused "what a failed build made is removed, and no more"
