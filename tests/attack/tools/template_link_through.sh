#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# First a symbolic link, then a file through it (CVE-2001-1267, CVE-2016-6321 and
# all that followed): absolute, relative, one link by way of another, a link that
# replaces a directory that was there, and one that is below /proc.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

tarball "$HOST/links.tar" <<END
up = "../../../../../.."
add("a", SYMLINK, "$HOST")
add("a/through-absolute", data=b"written")
add("b", SYMLINK, up + "$HOST")
add("b/through-relative", data=b"written")
add("c", SYMLINK, "b")
add("c/canary", data=b"written")
add("d", DIR)
add("d/file", data=b"x")
add("d", SYMLINK, "/proc/1/root$HOST")
add("d/through-proc", data=b"written")
add("e", SYMLINK, "$HOST/canary")
add("e", data=b"overwritten")
add("f", SYMLINK, "$HOST")
add("f", DIR, mode=0o777)
add("f/through-directory", data=b"written")
END
cp "$HOST/links.tar" /tmp/links.tar
rm "$HOST/links.tar"
mkdir "$HOST/naive"
tar -P --keep-directory-symlink -xf /tmp/links.tar -C "$HOST/naive" 2> /dev/null
control_is test -e "$HOST/through-relative"
rm -rf "$HOST"/naive "$HOST"/through-*
echo unchanged > "$HOST/canary"
chmod 700 "$HOST"
settle
unpack /tmp/links.tar
rm /tmp/links.tar
unharmed
refused "links of an archive lead nowhere"
