#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A hard link to a file of the host, by an absolute name and by "..", and then
# contents for it: the file itself is rewritten (CVE-2018-12015 and the like).
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

tarball /tmp/hard.tar <<END
up = "../../../../../.."
add("a", LINK, "$HOST/canary")
add("a", data=b"rewritten")
END
tarball /tmp/hard2.tar <<END
add("b", LINK, "../../../../../..$HOST/canary")
END
tarball /tmp/hard3.tar <<END
add("s", SYMLINK, "/..$HOST")
add("c", LINK, "s/canary", size=9, data=b"rewritten")
END
mkdir "$HOST/naive"
tar -P -xf /tmp/hard.tar -C "$HOST/naive" 2> /dev/null
tar -P -xf /tmp/hard2.tar -C "$HOST/naive" 2> /dev/null
ln -f "$HOST/canary" "$HOST/naive/a"
control_is test "$(stat -c %h "$HOST/canary")" -ge 2
rm -rf "$HOST/naive"
# a hard link needs one file system: this is a file of the host's on it
echo unchanged > /vservers/.canary
tarball /tmp/hard4.tar <<END
add("a", LINK, "../.canary")
add("a/../b", LINK, "/vservers/.canary")
END
tarball /tmp/hard5.tar <<END
add("a", LINK, "/vservers/.canary", size=9, data=b"rewritten")
END
for n in hard hard2 hard3 hard4 hard5; do
	unpack /tmp/$n.tar
	rm -rf $ROOT $CONF /tmp/$n.tar
	unharmed "$n"
	[ "$(cat /vservers/.canary)" = unchanged ] &&
		[ "$(stat -c %h /vservers/.canary)" = 1 ] ||
		found="$n reaches a file beside the root"
done
rm /vservers/.canary
[ -z "${found:-}" ] || worked "$found"
refused "a hard link stays in the root"
