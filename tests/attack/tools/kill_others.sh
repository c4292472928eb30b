#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Numbers of processes: in the guest 1 is its init; on the host 1 is the host's.
# vkill with a context must end nobody outside of it, whatever number it is told,
# and a guest's process that has the number of one that ended just now neither.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
hostile_guest trap2 401
start trap
start trap2
sleep 1000 &
victim=$!
other=$(vserver-info trap2 INITPID)
for pid in $victim $other 1 2 -1 -$victim 0x$victim "$victim " 4294967297 \
		$((victim + 4294967296)) self trap2; do
	run limit 10 vkill -s KILL -c $XID "$pid"
	run limit 10 vkill -s KILL -c trap -- "$pid"
done
for pid in $victim 1 -1 -$victim $((victim + 4294967296)); do
	run limit 10 vkill -s KILL -- "$pid"
	[ "$status" != 0 ] || worked "vkill $pid is for a process of the host"
done
for xid in 0 1 -1 65536 4294967295 4294967296 '' self; do
	run limit 10 vkill -s KILL -c "$xid" $victim
	run limit 10 vkill -s KILL -c "$xid"
	[ "$status" != 0 ] || worked "vkill -c '$xid' succeeds"
done
kill -0 $victim || worked "a process of the host is gone"
kill -0 "$other" || worked "a process of another guest is gone"
kill -KILL $victim
wait $victim 2> /dev/null
control_is test ! -e /proc/$victim
refused "a context is the limit"
