# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# What the host is like, as text: sourced by the scenario of attacks, which
# compares it before and after them.

# sysctls that change by themselves
VOLATILE='\.(random\.|uuid|boot_id|dentry-state|inode-nr|inode-state|file-nr|aio-nr|ns_last_pid|ipv4\.tcp_mem)|entropy|random|pty\.nr|netdev_rss_key|nf_conntrack_count|dirty_background_bytes|perf_event_max_sample_rate|perf_cpu_time'

# seconds between the clock and the time since boot
boot_time()
{
	local up

	read -r up _ < /proc/uptime
	echo $((($(date +%s) - ${up%.*} + 2) / 5))
}

host_state()
{
	echo "name $(hostname) $(cat /proc/sys/kernel/domainname)"
	echo "boot $(boot_time)"
	sed 's/^/module /' /proc/modules
	sed 's/^/swap /' /proc/swaps
	cut -d' ' -f4- /proc/self/mountinfo | sed 's/^/mount /'
	sysctl -a 2> /dev/null | grep -vE "$VOLATILE" | sed 's/^/sysctl /'
	ip -o addr show | sed 's/^/addr /; s/valid_lft.*//'
	ip -o link show | sed 's/^/link /'
	ip route show table all | sed 's/^/route /'
	{ ip rule show 2> /dev/null || true; } | sed 's/^/rule /'
	# what is mounted there changes, too: /shared is listed below
	find /etc /vservers /bare -xdev -not -path '*/run/*' \
		-not -path '*/tmp*' -not -path '*/shared' -not -path '*/readonly' \
		-printf 'file %p %y %m %U %G %s %T@ %l\n' |
		sort
	find /dev -xdev -printf 'node %p %y %m %U %G\n' | sort
	find /sys/fs/cgroup -type d -not -path '*attacker*' | sort
	find /shared -printf 'shared %p %y %m\n' | sort
}
