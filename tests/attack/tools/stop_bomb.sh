#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A fork bomb of 300 processes: the stop has to get a process of its own into
# the guest's group, and every process that it kills makes room for another.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
provide $ROOT stubborn
mkdir -p $CONF/cgroup
echo 300 > $CONF/cgroup/pids.max
cat > $ROOT/sbin/init <<-'END'
	#!/bin/sh
	trap '' INT TERM HUP
	stubborn bomb &
	while :; do sleep 1; done
END
start trap
within 20 eval '[ "$(cat /sys/fs/cgroup/vserver/trap/pids.current)" -ge 290 ]' ||
	broken "control: no bomb: $(cat /sys/fs/cgroup/vserver/trap/pids.*)"
run limit 30 vserver trap exec /bin/busybox true
[ "$status" != 0 ] || echo "# exec got in"
run limit 30 vserver trap status
[ "$status" != 124 ] || worked "status has no end"
run limit 100 vserver trap stop
[ "$status" != 124 ] || worked "stop has no end"
[ ! -e /proc/virtual/$XID ] || worked "the bomb goes on"
[ ! -e /sys/fs/cgroup/vserver/trap ] || worked "the group is there"
refused "the bomb ends"
