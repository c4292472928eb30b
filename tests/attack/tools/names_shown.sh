#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Names that a guest chooses - of processes, their arguments, the host - have
# escape sequences, which a terminal obeys, newlines, which forge lines, and
# parentheses and numbers, which forge columns.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
esc=$'\e]0;taken\a\e[2J\r\n0 MAIN forged\x9b31m'
# busybox takes any name that begins with its own
name=$'busybox) R\e[2J'
cp /bin/busybox "$ROOT/bin/$name"
start trap
inside /bin/hostname "$esc" || echo "# no name like this"
inside_goes_on "/bin/$name" sleep 1000
inside_goes_on "/bin/$name" sh -c "sleep 1000; : $esc"
inside_goes_on "/bin/$name" sleep 1000
sleep 1
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
