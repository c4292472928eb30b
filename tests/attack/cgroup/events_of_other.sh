#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash
# Processes of the other guest and what it uses, by the files of its group.
# Victims: other

for root in '' /proc/1/root "/proc/$VICTIM_PID/root"; do
	group=$root/sys/fs/cgroup/vserver/other
	procs=$(cat "$group/cgroup.procs" 2> /dev/null) || continue
	if echo "$procs" | grep -qx "$VICTIM_PID"; then
		echo "worked: the numbers of its processes"
		exit 1
	fi
done
echo "refused: the other guest's group"
