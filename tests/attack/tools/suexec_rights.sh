#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Users of the guest whose numbers wrap, are -1 or have signs: a user that the
# admin names must not turn out to be root, nor one in groups of the host's.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
cat > $ROOT/etc/passwd <<-'END'
minus:x:-1:-1::/:/bin/sh
wrap:x:4294967296:4294967296::/:/bin/sh
sign:x:+0:+0::/:/bin/sh
hex:x:0x10:0x10::/:/bin/sh
empty:x:::::/bin/sh
short:x
END
for i in $(seq 400); do
	echo "g$i:x:$i:wrap,minus,hex,nobody"
done > $ROOT/etc/group
control_is test "$(($(cut -d: -f3 <<< wrap:x:4294967296) & 0xffffffff))" = 0
start trap
for user in minus wrap sign hex empty short -1 4294967295 4294967296 0x0 +0 \
		' 0' ''; do
	run limit 20 vserver trap suexec "$user" /bin/busybox id -u
	[ "$status" != 124 ] || worked "suexec '$user' has no end"
	# "sign" and "empty" say themselves that they are root
	case $user in sign|empty) continue ;; esac
	[ "$status" != 0 ] || [ "$out" != 0 ] || worked "'$user' is root"
done
# groups of the caller mean others in the guest
run setpriv --groups 4,27,42 vserver trap exec /bin/busybox id -G
[ "$out" = 0 ] || worked "groups of the caller are there: $out"
refused "no name or number becomes root"
