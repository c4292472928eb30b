#!/bin/busybox sh
# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=dash
# Sysctls that protect or steer the host, of the kernel, of file systems, memory
# and network: root may write them, and a guest is root.

for pair in kernel/kptr_restrict:1 kernel/dmesg_restrict:1 kernel/sysrq:1 \
	kernel/panic:77 kernel/printk:'1 4 1 7' kernel/ns_last_pid:30000 \
	kernel/randomize_va_space:0 kernel/shmmax:65536 kernel/msgmax:4096 \
	kernel/yama/ptrace_scope:1 fs/protected_symlinks:1 \
	fs/protected_hardlinks:1 fs/suid_dumpable:2 fs/file-max:1000 \
	fs/mqueue/msg_max:9 vm/mmap_min_addr:0 \
	vm/swappiness:1 net/ipv4/ip_forward:1 net/ipv4/ip_default_ttl:3 \
	net/ipv4/conf/all/rp_filter:1 net/core/somaxconn:7; do
	file=/proc/sys/${pair%%:*}
	old=$(cat "$file" 2> /dev/null) || continue
	echo "${pair#*:}" 2> /dev/null > "$file" || continue
	now=$(cat "$file")
	echo "$old" > "$file"
	[ "$now" = "$old" ] || changed="$changed ${pair%%:*}"
done
if [ "$changed" ]; then
	echo "worked: changed$changed"
	exit 1
fi
echo "refused: no sysctl was changed"
