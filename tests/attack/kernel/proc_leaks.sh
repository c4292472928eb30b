#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash
# Files of /proc that tell of the whole machine: how the host was started, where
# its memory and devices are, when keys are typed, and what locks there are.

for name in cmdline slabinfo vmallocinfo iomem ioports interrupts softirqs \
	timer_list keys key-users modules partitions diskstats buddyinfo \
	pagetypeinfo zoneinfo locks consoles devices kcore crypto \
	schedstat vmstat net/arp net/igmp net/snmp net/packet net/netlink \
	tty/drivers irq/0/smp_affinity pressure/cpu fs/ext4/vdb/mb_groups; do
	for root in '' /proc/1/root "/proc/$VICTIM_PID/root"; do
		text=$(head -c 64 "$root/proc/$name" 2> /dev/null)
		[ "$text" ] || continue
		found="$found $name"
		break
	done
done
if [ "$found" ]; then
	echo "worked: read$found"
	exit 1
fi
echo "refused: no such file"
