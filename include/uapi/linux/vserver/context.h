/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Linux-VServer ABI: process contexts.
 */
#ifndef _UAPI_LINUX_VSERVER_CONTEXT_H
#define _UAPI_LINUX_VSERVER_CONTEXT_H

#include <linux/vserver/vserver.h>

/* ids: 0 is the host, 1 the spectator, guests are VX_MIN_XID..VX_MAX_XID */
#define VX_HOST_XID		0
#define VX_WATCH_XID		1
#define VX_MIN_XID		2
#define VX_MAX_XID		65535

/* information: the id is a pid of the initial pid namespace, 0 is the caller */
#define VCMD_task_xid		VC_CMD(VINFO, 1, 0)
#define VCMD_task_nid		VC_CMD(VINFO, 2, 0)
#define VCMD_task_tag		VC_CMD(VINFO, 3, 0)

/* information about the context of that id */
#define VCMD_vx_info		VC_CMD(VINFO, 5, 0)
#define VCMD_ctx_stat		VC_CMD(VSTAT, 0, 0)
#define VCMD_virt_stat		VC_CMD(VSTAT, 3, 0)

struct vcmd_vx_info_v0 {
	__u32 xid;
	__u32 initpid;
};

struct vcmd_ctx_stat_v0 {
	__u32 usecnt;
	__u32 tasks;
};

/* times are nanoseconds, loads are fixed point with 11 binary places */
struct vcmd_virt_stat_v0 {
	__u64 offset;
	__u64 uptime;
	__u32 nr_threads;
	__u32 nr_running;
	__u32 nr_uninterruptible;
	__u32 nr_onhold;
	__u32 nr_forks;
	__u32 load[3];
};

/* life cycle: v0 commands take no argument */
#define VCMD_ctx_create_v0	VC_CMD(VPROC, 1, 0)
#define VCMD_ctx_create		VC_CMD(VPROC, 1, 1)
#define VCMD_ctx_migrate_v0	VC_CMD(PROCMIG, 1, 0)
#define VCMD_ctx_migrate	VC_CMD(PROCMIG, 1, 1)
#define VCMD_ctx_kill		VC_CMD(PROCTRL, 1, 0)
#define VCMD_wait_exit		VC_CMD(EVENT, 99, 0)

/* flagword: the initial context flags (VXF_*) */
struct vcmd_ctx_create {
	__u64 flagword;
};

struct vcmd_ctx_migrate {
	__u64 flagword;
};

#define VXM_SET_INIT		0x00000001
#define VXM_SET_REAPER		0x00000002

/* pid 0: all tasks; -1: all but init; 1: init; else that (host) pid */
struct vcmd_ctx_kill_v0 {
	__s32 pid;
	__s32 sig;
};

struct vcmd_wait_exit_v0 {
	__s32 reboot_cmd;
	__s32 exit_code;
};

/* flags and capabilities: masked merges */
#define VCMD_get_cflags		VC_CMD(FLAGS, 1, 0)
#define VCMD_set_cflags		VC_CMD(FLAGS, 2, 0)
#define VCMD_get_ccaps		VC_CMD(FLAGS, 3, 1)
#define VCMD_set_ccaps		VC_CMD(FLAGS, 4, 1)
#define VCMD_get_bcaps		VC_CMD(FLAGS, 9, 0)
#define VCMD_set_bcaps		VC_CMD(FLAGS, 10, 0)
#define VCMD_get_umask		VC_CMD(FLAGS, 13, 0)
#define VCMD_set_umask		VC_CMD(FLAGS, 14, 0)
#define VCMD_get_wmask		VC_CMD(FLAGS, 15, 0)
#define VCMD_set_wmask		VC_CMD(FLAGS, 16, 0)

struct vcmd_ctx_flags_v0 {
	__u64 flagword;
	__u64 mask;
};

struct vcmd_ctx_caps_v1 {
	__u64 ccaps;
	__u64 cmask;
};

struct vcmd_bcaps {
	__u64 bcaps;
	__u64 bmask;
};

/* namespaces (CLONE_NEW*) that a guest may make for itself */
struct vcmd_umask {
	__u64 umask;
	__u64 mask;
};

struct vcmd_wmask {
	__u64 wmask;
	__u64 mask;
};

/* context flags */
#define VXF_INFO_LOCK		0x00000001ULL
#define VXF_INFO_SCHED		0x00000002ULL
#define VXF_INFO_NPROC		0x00000004ULL
#define VXF_INFO_PRIVATE	0x00000008ULL
#define VXF_INFO_INIT		0x00000010ULL
#define VXF_INFO_HIDE		0x00000020ULL
#define VXF_INFO_ULIMIT		0x00000040ULL
#define VXF_INFO_NSPACE		0x00000080ULL
#define VXF_SCHED_HARD		0x00000100ULL
#define VXF_SCHED_PRIO		0x00000200ULL
#define VXF_SCHED_PAUSE		0x00000400ULL
#define VXF_VIRT_MEM		0x00010000ULL
#define VXF_VIRT_UPTIME		0x00020000ULL
#define VXF_VIRT_CPU		0x00040000ULL
#define VXF_VIRT_LOAD		0x00080000ULL
#define VXF_VIRT_TIME		0x00100000ULL
#define VXF_HIDE_MOUNT		0x01000000ULL
#define VXF_HIDE_NETIF		0x02000000ULL
#define VXF_HIDE_VINFO		0x04000000ULL
#define VXF_STATE_SETUP		(1ULL << 32)
#define VXF_STATE_INIT		(1ULL << 33)
#define VXF_STATE_ADMIN		(1ULL << 34)
#define VXF_SC_HELPER		(1ULL << 36)
#define VXF_REBOOT_KILL		(1ULL << 37)
#define VXF_PERSISTENT		(1ULL << 38)
#define VXF_FORK_RSS		(1ULL << 48)
#define VXF_PROLIFIC		(1ULL << 49)
#define VXF_IGNEG_NICE		(1ULL << 52)
#define VXF_IGNEG_IONICE	(1ULL << 53)

/* flags that can only be cleared, and what a new context starts with */
#define VXF_ONE_TIME		(VXF_STATE_SETUP | VXF_STATE_INIT | \
				 VXF_STATE_ADMIN)
#define VXF_INIT_SET		VXF_ONE_TIME

/*
 * Context capabilities: each lets a task that has the named capability in its
 * own credential use a narrow part of it, although the context's bound on
 * capabilities takes it away.
 */
#define VXC_SET_UTSNAME		0x00000001ULL
#define VXC_SET_RLIMIT		0x00000002ULL
#define VXC_FS_SECURITY		0x00000004ULL
#define VXC_FS_TRUSTED		0x00000008ULL
#define VXC_TIOCSTI		0x00000010ULL
#define VXC_RAW_ICMP		0x00000100ULL
#define VXC_SYSLOG		0x00001000ULL
#define VXC_OOM_ADJUST		0x00002000ULL
#define VXC_AUDIT_CONTROL	0x00004000ULL
#define VXC_SECURE_MOUNT	0x00010000ULL
#define VXC_SECURE_REMOUNT	0x00020000ULL
#define VXC_BINARY_MOUNT	0x00040000ULL
#define VXC_DEV_MOUNT		0x00080000ULL
#define VXC_QUOTA_CTL		0x00100000ULL
#define VXC_ADMIN_MAPPER	0x00200000ULL
#define VXC_ADMIN_CLOOP		0x00400000ULL
#define VXC_KTHREAD		0x01000000ULL
#define VXC_NAMESPACE		0x02000000ULL

#endif /* _UAPI_LINUX_VSERVER_CONTEXT_H */
