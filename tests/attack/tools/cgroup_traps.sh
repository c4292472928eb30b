#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The guest makes its control groups such that nobody can join them: threaded,
# without processes by its controllers, with its init in one that is removed or
# has a name like those that the kernel tells.  The admin is locked out, or what
# he runs is outside of the guest's limits.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
group=/sys/fs/cgroup/vserver/trap
traps=('mkdir /sys/fs/cgroup/t; echo threaded > /sys/fs/cgroup/t/cgroup.type
		echo 1 > /sys/fs/cgroup/t/cgroup.threads'
	'mkdir /sys/fs/cgroup/init
		echo 1 > /sys/fs/cgroup/init/cgroup.procs
		for p in $(cat /sys/fs/cgroup/cgroup.procs); do
			echo $p > /sys/fs/cgroup/init/cgroup.procs; done
		for c in $(cat /sys/fs/cgroup/cgroup.controllers); do
			echo +$c > /sys/fs/cgroup/cgroup.subtree_control; done'
	'mkdir "/sys/fs/cgroup/x (deleted)"
		echo 1 > "/sys/fs/cgroup/x (deleted)/cgroup.procs"'
	'mkdir "/sys/fs/cgroup/0::"; echo 1 > "/sys/fs/cgroup/0::/cgroup.procs"'
	'mkdir /sys/fs/cgroup/m; echo 1 > /sys/fs/cgroup/m/cgroup.procs
		echo 0 > /sys/fs/cgroup/m/pids.max
		echo 1 > /sys/fs/cgroup/m/memory.max'
	'mkdir -p /sys/fs/cgroup/vserver/trap2/..x
		echo 1 > /sys/fs/cgroup/vserver/trap2/..x/cgroup.procs')
for text in "${traps[@]}"; do
	start trap
	inside /bin/sh -c "$text" > /dev/null 2>&1
	init=$(vserver-info trap INITPID)
	# what tells the host's group is the host's /proc
	run limit 30 vserver trap exec /bin/sh -c \
		'echo $$; exec sleep 2' &
	sleep 1
	for p in /proc/[0-9]*; do
		grep -qsx "VxID:.$XID" "$p/status" || continue
		case $(sed -n 's/^0:://p' "$p/cgroup" 2> /dev/null) in
		''|/vserver/trap|/vserver/trap/*) ;;
		*) worked "$(cat "$p/cgroup") is outside, with: $text" ;;
		esac
	done
	wait
	[ "$(sed -n 's/^0:://p' "/proc/$init/cgroup")" != /vserver/trap ] ||
		echo "# the init has not moved: $text"
	run limit 60 vserver trap stop
	[ "$status" = 0 ] || worked "stop fails with $status: $text: $err"
	[ ! -e $group ] || worked "the group is there: $text"
done
mkdir /sys/fs/cgroup/tools
control_is test "$(sh -c 'echo $$ > /sys/fs/cgroup/tools/cgroup.procs
	cat /proc/self/cgroup')" = 0::/tools
rmdir /sys/fs/cgroup/tools
refused "whoever enters is in the guest's group, and the stop ends it"
