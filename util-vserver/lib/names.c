// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: the names of flags and capabilities, a table for each word.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stddef.h>

#include "vserver.h"

static const struct vc_name cflags[] = {
	{ "default", VXF_VIRT_UPTIME | VXF_SC_HELPER },
	{ "info_lock", 0x1ULL },
	{ "lock", 0x1ULL },
	{ "info_nproc", 0x4ULL },
	{ "nproc", 0x4ULL },
	{ "info_private", VXF_INFO_PRIVATE },
	{ "private", VXF_INFO_PRIVATE },
	{ "info_init", VXF_INFO_INIT },
	{ "fakeinit", VXF_INFO_INIT },
	{ "hideinfo", 0x20ULL },
	{ "info_hideinfo", 0x20ULL },
	{ "info_ulimit", 0x40ULL },
	{ "ulimit", 0x40ULL },
	{ "info_nspace", 0x80ULL },
	{ "info_namespace", 0x80ULL },
	{ "namespace", 0x80ULL },
	{ "sched_hard", VXF_SCHED_HARD },
	{ "sched_prio", VXF_SCHED_PRIO },
	{ "sched_pause", VXF_SCHED_PAUSE },
	{ "virt_mem", VXF_VIRT_MEM },
	{ "virt_uptime", VXF_VIRT_UPTIME },
	{ "virt_cpu", VXF_VIRT_CPU },
	{ "virt_load", VXF_VIRT_LOAD },
	{ "virt_time", VXF_VIRT_TIME },
	{ "hide_mount", VXF_HIDE_MOUNT },
	{ "hide_netif", VXF_HIDE_NETIF },
	{ "hide_vinfo", VXF_HIDE_VINFO },
	{ "state_setup", VXF_STATE_SETUP },
	{ "state_init", VXF_STATE_INIT },
	{ "state_admin", VXF_STATE_ADMIN },
	{ "sc_helper", VXF_SC_HELPER },
	{ "reboot_kill", VXF_REBOOT_KILL },
	{ "persistent", VXF_PERSISTENT },
	{ "fork_rss", VXF_FORK_RSS },
	{ "prolific", VXF_PROLIFIC },
	{ "igneg_nice", VXF_IGNEG_NICE },
	{ "igneg_ionice", VXF_IGNEG_IONICE },
	{ "secure", VXF_HIDE_NETIF },
	{ NULL, 0 }
};

static const struct vc_name ccaps[] = {
	{ "set_utsname", VXC_SET_UTSNAME },
	{ "utsname", VXC_SET_UTSNAME },
	{ "set_rlimit", VXC_SET_RLIMIT },
	{ "rlimit", VXC_SET_RLIMIT },
	{ "fs_security", VXC_FS_SECURITY },
	{ "fs_trusted", VXC_FS_TRUSTED },
	{ "tiocsti", VXC_TIOCSTI },
	{ "raw_icmp", VXC_RAW_ICMP },
	{ "icmp", VXC_RAW_ICMP },
	{ "ping", VXC_RAW_ICMP },
	{ "syslog", VXC_SYSLOG },
	{ "oom_adjust", VXC_OOM_ADJUST },
	{ "audit_control", VXC_AUDIT_CONTROL },
	{ "secure_mount", VXC_SECURE_MOUNT },
	{ "mount", VXC_SECURE_MOUNT },
	{ "secure_remount", VXC_SECURE_REMOUNT },
	{ "remount", VXC_SECURE_REMOUNT },
	{ "binary_mount", VXC_BINARY_MOUNT },
	{ "dev_mount", VXC_DEV_MOUNT },
	{ "quota_ctl", VXC_QUOTA_CTL },
	{ "admin_mapper", VXC_ADMIN_MAPPER },
	{ "admin_cloop", VXC_ADMIN_CLOOP },
	{ "kthread", VXC_KTHREAD },
	{ "namespace", VXC_NAMESPACE },
	{ NULL, 0 }
};

static const struct vc_name bcaps[] = {
	{ "chown", 1ULL << 0 },
	{ "dac_override", 1ULL << 1 },
	{ "dac_read_search", 1ULL << 2 },
	{ "fowner", 1ULL << 3 },
	{ "fsetid", 1ULL << 4 },
	{ "kill", 1ULL << 5 },
	{ "setgid", 1ULL << 6 },
	{ "setuid", 1ULL << 7 },
	{ "setpcap", 1ULL << 8 },
	{ "linux_immutable", 1ULL << 9 },
	{ "net_bind_service", 1ULL << 10 },
	{ "net_broadcast", 1ULL << 11 },
	{ "net_admin", 1ULL << 12 },
	{ "net_raw", 1ULL << 13 },
	{ "ipc_lock", 1ULL << 14 },
	{ "ipc_owner", 1ULL << 15 },
	{ "sys_module", 1ULL << 16 },
	{ "sys_rawio", 1ULL << 17 },
	{ "sys_chroot", 1ULL << 18 },
	{ "sys_ptrace", 1ULL << 19 },
	{ "sys_pacct", 1ULL << 20 },
	{ "sys_admin", 1ULL << 21 },
	{ "sys_boot", 1ULL << 22 },
	{ "sys_nice", 1ULL << 23 },
	{ "sys_resource", 1ULL << 24 },
	{ "sys_time", 1ULL << 25 },
	{ "sys_tty_config", 1ULL << 26 },
	{ "mknod", 1ULL << 27 },
	{ "lease", 1ULL << 28 },
	{ "audit_write", 1ULL << 29 },
	{ "audit_control", 1ULL << 30 },
	{ "setfcap", 1ULL << 31 },
	{ "mac_override", 1ULL << 32 },
	{ "mac_admin", 1ULL << 33 },
	{ "syslog", 1ULL << 34 },
	{ "wake_alarm", 1ULL << 35 },
	{ "block_suspend", 1ULL << 36 },
	{ "audit_read", 1ULL << 37 },
	{ "perfmon", 1ULL << 38 },
	{ "bpf", 1ULL << 39 },
	{ "checkpoint_restore", 1ULL << 40 },
	{ NULL, 0 }
};

static const struct vc_name umask_names[] = {
	{ "fs", CLONE_FS },
	{ "newns", CLONE_NEWNS },
	{ "newuts", CLONE_NEWUTS },
	{ "newipc", CLONE_NEWIPC },
	{ "newuser", CLONE_NEWUSER },
	{ "newpid", CLONE_NEWPID },
	{ "newnet", CLONE_NEWNET },
	{ "newcgroup", CLONE_NEWCGROUP },
	{ "newtime", CLONE_NEWTIME },
	{ NULL, 0 }
};

static const struct vc_name nflags[] = {
	{ "info_lock", 0x1ULL },
	{ "lock", 0x1ULL },
	{ "info_private", NXF_INFO_PRIVATE },
	{ "private", NXF_INFO_PRIVATE },
	{ "single_ip", NXF_SINGLE_IP },
	{ "lback_remap", NXF_LBACK_REMAP },
	{ "remap_lback", NXF_LBACK_REMAP },
	{ "lback_allow", NXF_LBACK_ALLOW },
	{ "hide_netif", NXF_HIDE_NETIF },
	{ "hide_lback", NXF_HIDE_LBACK },
	{ "state_setup", NXF_STATE_SETUP },
	{ "state_admin", NXF_STATE_ADMIN },
	{ "sc_helper", NXF_SC_HELPER },
	{ "persistent", NXF_PERSISTENT },
	{ NULL, 0 }
};

static const struct vc_name ncaps[] = {
	{ "tun_create", NXC_TUN_CREATE },
	{ "raw_icmp", NXC_RAW_ICMP },
	{ "multicast", NXC_MULTICAST },
	{ NULL, 0 }
};

const struct vc_names vc_names[VC_WORDS] = {
	[VC_CFLAGS]	= { "flag", "flags", "vxf_", 0, cflags },
	[VC_CCAPS]	= { "ccap", "ccapabilities", "vxc_", 0, ccaps },
	[VC_BCAPS]	= { "bcap", "bcapabilities", "cap_", 1, bcaps },
	[VC_UMASK]	= { "namespace", "umask", NULL, 0, umask_names },
	[VC_NFLAGS]	= { "flag", "nflags", "nxf_", 0, nflags },
	[VC_NCAPS]	= { "ncap", "ncapabilities", "nxc_", 0, ncaps },
};
