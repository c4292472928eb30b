#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash
# A processor is taken from the host, by /sys: the guest's, and the one of a
# process outside.

for root in '' /proc/1/root "/proc/$VICTIM_PID/root"; do
	file=$root/sys/devices/system/cpu/cpu1/online
	echo 0 2> /dev/null > "$file" || continue
	now=$(cat "$file")
	echo 1 > "$file"
	if [ "$now" = 0 ]; then
		echo "worked: the host lost a processor"
		exit 1
	fi
done
echo "refused: cpu1/online"
