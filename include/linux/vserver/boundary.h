/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what a guest may reach, as tables; included by kernel/vserver/
 * and fs/proc/vserver.c.
 */
#ifndef _LINUX_VSERVER_BOUNDARY_H
#define _LINUX_VSERVER_BOUNDARY_H

/* entries of /proc; with a slash at the end also what a directory has */
#define VX_PROC_SHOWN(row)						\
	row("cpuinfo")							\
	row("filesystems")						\
	row("loadavg")							\
	row("meminfo")							\
	row("mounts")							\
	row("net")							\
	row("net/tcp")							\
	row("net/tcp6")							\
	row("net/unix")							\
	row("self")							\
	row("stat")							\
	row("swaps")							\
	row("sys")							\
	row("sysvipc/")							\
	row("thread-self")						\
	row("uptime")							\
	row("version")							\
	row("virtnet/")							\
	row("virtual/")

/* paths below /sys, with what is below them */
#define VX_SYSFS_SHOWN(row)						\
	row("devices/system/cpu")					\
	row("fs/cgroup")						\
	row("kernel/mm/transparent_hugepage")

#endif /* _LINUX_VSERVER_BOUNDARY_H */
