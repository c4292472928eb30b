#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Names that a guest chooses - of processes, their arguments, the host - have
# escape sequences, which a terminal obeys, newlines, which forge lines, and
# parentheses and numbers, which forge columns.
# shellcheck source=attack/tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
esc=$'\e]0;taken\a\e[2J\r\n0 MAIN forged\x9b31m'
name=$') R 0 1\e[2J'
cp /bin/busybox "$ROOT/bin/$name"
start trap
inside /bin/hostname "$esc" || echo "# no name like this"
vserver trap exec /bin/sh -c 'cd /bin
	("$0" sleep 1000 > /dev/null 2>&1 &)
	(exec -a "$1" sleep 1000 > /dev/null 2>&1 &)
	printf "%s" "$0" > /proc/$$/comm
	(sleep 1000 > /dev/null 2>&1 &)' "$name" "$esc" < /dev/null
cp /bin/busybox "$ROOT/bin/busybox "$'\e[2J'
inside "/bin/busybox "$'\e[2J' sleep 0 > /dev/null 2>&1
controls()
{
	LC_ALL=C grep -c $'[\001-\010\013-\037\177]'
}
cat /proc/[0-9]*/comm /proc/[0-9]*/cmdline 2> /dev/null | tr '\0' ' ' |
	controls || broken "control: no name like that is there"
for how in vserver-stat "vps ax" "vps -eo pid,comm,args" "vserver-info trap" \
		"vuname --xid $XID" "vserver trap status" "vps -eo pid,ucmd"; do
	# shellcheck disable=SC2086
	LC_ALL=C run limit 30 $how
	! controls <<< "$out$err" || worked "$how shows control characters"
	! grep -qE '^ *0 MAIN forged' <<< "$out" || worked "$how: a line is forged"
done
run vserver-stat
[ "$(awk '$1 == '$XID' { print ($2 >= 3) }' <<< "$out")" = 1 ] ||
	worked "vserver-stat does not count them: $out"
refused "names are shown as text"
