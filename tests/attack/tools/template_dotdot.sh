#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An archive with names that are absolute or go up by "..": unpacked as they
# are, they write anywhere ("tar slip").  Also the mode of ".." and of "/..".
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

up=../../../../../../..$HOST
tarball /tmp/dotdot.tar <<END
add("ok", data=b"1")
add("$up/dotdot", data=b"written")
add("$HOST/absolute", data=b"written")
add("/..$HOST/mixed", data=b"written")
add("..", DIR, mode=0o777)
add("ok/../../$up/late", data=b"written")
END
mkdir "$HOST/naive"
tar -P -xf /tmp/dotdot.tar -C "$HOST/naive" 2> /dev/null
control_is test -e "$HOST/absolute"
rm -rf "$HOST"/naive "$HOST"/absolute "$HOST"/mixed "$HOST"/dotdot "$HOST"/late
# of its mode, too, which ".." has changed
settle
mode=$(stat -c %a /vservers)
# each name alone, too: the first that is refused ends an archive
for n in dotdot absolute mixed late; do
	case $n in
	dotdot) name=$up/dotdot ;;
	absolute) name=$HOST/absolute ;;
	mixed) name=/..$HOST/mixed ;;
	late) name=a/b/../../$up/late ;;
	esac
	tarball /tmp/dotdot1.tar <<< "add('$name', data=b'written')"
	unpack /tmp/dotdot1.tar
	unharmed "$name"
	rm -rf $ROOT $CONF
done
unpack /tmp/dotdot.tar
rm -f /tmp/dotdot.tar /tmp/dotdot1.tar
unharmed
[ "$(stat -c %a /vservers)" = "$mode" ] || worked "mode of /vservers"
refused "no name of an archive leads out"
