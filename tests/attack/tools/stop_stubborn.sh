#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Processes that ignore signals, each of which makes the next one and ends, so
# that whoever kills by number comes too late; and stopped ones that trace each
# other and stop again in the moment of their end.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
provide $ROOT stubborn
cat > $ROOT/sbin/init <<-'END'
	#!/bin/sh
	trap '' INT TERM HUP
	for i in 1 2 3 4 5 6 7 8; do
		stubborn ignore &
		stubborn trace &
	done
	while :; do sleep 1; done
END
start trap
# by number, as a list that ps made: the init is left out
tasks()
{
	local p

	for p in /proc/[0-9]*; do
		grep -qsx "VxID:.$XID" "$p/status" || continue
		grep -qs stubborn "$p/comm" && echo "${p#/proc/}"
	done
}
seen()
{
	[ -n "$(tasks)" ]
}
within 20 seen || broken "no stubborn process"
tasks | xargs -r kill -KILL 2> /dev/null
# who looks by number misses most of those that are new each 10 ms
control_is test "$(cat /sys/fs/cgroup/vserver/trap/pids.current)" -ge 8
run limit 90 vserver trap stop
[ "$status" != 124 ] || worked "stop has no end"
[ ! -e /proc/virtual/$XID ] && [ -z "$(tasks)" ] ||
	worked "they are still there: $(tasks)"
[ ! -e /sys/fs/cgroup/vserver/trap ] || worked "the group is there"
refused "the context ends with all of them"
