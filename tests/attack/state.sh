# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# What the host is like, as text: sourced by the scenario of attacks, which
# compares it before and after them.

# sysctls that change by themselves
VOLATILE='\.(random\.|uuid|boot_id|dentry-state|inode-nr|inode-state|file-nr|aio-nr|ns_last_pid|ipv4\.tcp_mem)|entropy|random|pty\.nr|netdev_rss_key|nf_conntrack_count|dirty_background_bytes|perf_event_max_sample_rate|perf_cpu_time|fs\.quota\.(syncs|lookups|drops|reads|writes|cache_hits|allocated_dquots|free_dquots)'

# seconds between the clock and the time since boot; the two are read one after
# the other, and each is cut off: what differs by a few seconds is the same
boot_time()
{
	local up

	read -r up _ < /proc/uptime
	echo $(($(date +%s) - ${up%.*}))
}

# is the clock where it was when boot_time was $1?
clock_goes_on()
{
	local moved=$(($(boot_time) - $1))

	[ "${moved#-}" -le 10 ] || { echo "# the clock moved by $moved s"; return 1; }
}

# what others may change of the victims: priorities, processors, limits, groups
victims_state()
{
	local p

	for p in $(pgrep -x victim); do
		tr '\n' ' ' < "/proc/$p/oom_score_adj"
		cut -d' ' -f18,19,41 "/proc/$p/stat" | tr '\n' ' '
		tr '\n' ' ' < "/proc/$p/coredump_filter"
		tr '\n' ' ' < "/proc/$p/timerslack_ns"
		ionice -p "$p" 2> /dev/null | tr '\n' ' '
		grep -hE '^(VxID|Cpus_allowed|TracerPid):' "/proc/$p/status" |
			tr '\n' ' '
		md5sum < "/proc/$p/limits"
	done | sort
}

host_state()
{
	echo "name $(hostname) $(cat /proc/sys/kernel/domainname)"
	sed 's/^/module /' /proc/modules
	sed 's/^/swap /' /proc/swaps
	cut -d' ' -f4- /proc/self/mountinfo | sed 's/^/mount /'
	sysctl -a 2> /dev/null | grep -vE "$VOLATILE" | sed 's/^/sysctl /'
	ip -o addr show | sed 's/^/addr /; s/valid_lft.*//; s/ tentative//'
	ip -o link show | sed 's/^/link /'
	ip route show table all | sed 's/^/route /'
	{ ip rule show 2> /dev/null || true; } | sed 's/^/rule /'
	# what is mounted there changes, too: /shared is listed below
	find /etc /usr/bin /usr/sbin /usr/lib/util-vserver /vservers /bare \
		-xdev -not -path '*/run/*' \
		-not -path '*/tmp*' -not -path '*/shared' -not -path '*/readonly' \
		-printf 'file %p %y %m %U %G %s %T@ %l\n' |
		sort
	sha256sum /secret /vservers/other/secret
	find /dev -xdev -printf 'node %p %y %m %U %G\n' | sort
	find /sys/fs/cgroup -type d -not -path '*attacker*' | sort
	victims_state | sed 's/^/victim /'
	find /shared -printf 'shared %p %y %m\n' | sort
}
