/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what a guest may reach, as tables; included by kernel/vserver/
 * and fs/proc/vserver.c.  Made by scripts/make-boundary of the source repository
 * from the tables there.
 */
#ifndef _LINUX_VSERVER_BOUNDARY_H
#define _LINUX_VSERVER_BOUNDARY_H

/* socket families that a guest may open */
#define VX_FAMILIES(row)						\
	row(AF_UNIX)							\
	row(AF_INET)							\
	row(AF_INET6)							\
	row(AF_NETLINK)

/* netlink protocols that a guest may open */
#define VX_NETLINK_PROTOCOLS(row)					\
	row(NETLINK_ROUTE)						\
	row(NETLINK_SOCK_DIAG)						\
	row(NETLINK_AUDIT)						\
	row(NETLINK_KOBJECT_UEVENT)					\
	row(NETLINK_GENERIC)

/* what a guest may ask rtnetlink for */
#define VX_RTNETLINK_MESSAGES(row)					\
	row(RTM_GETADDR)						\
	row(RTM_GETLINK)						\
	row(RTM_GETNEIGH)						\
	row(RTM_GETROUTE)						\
	row(RTM_GETRULE)

/* character devices that a guest may open */
#define VX_DEVICES(row)							\
	row(1, 3)							\
	row(1, 5)							\
	row(1, 7)							\
	row(1, 8)							\
	row(1, 9)							\
	row(5, 0)							\
	row(5, 2)

/* file systems: class, and what lets a guest mount it */
#define VX_FS_TYPES(row)						\
	row("9p", ORDINARY, 0)						\
	row("adfs", ORDINARY, 0)					\
	row("affs", ORDINARY, 0)					\
	row("bcachefs", ORDINARY, 0)					\
	row("befs", ORDINARY, 0)					\
	row("bfs", ORDINARY, 0)						\
	row("btrfs", ORDINARY, 0)					\
	row("coda", ORDINARY, 0)					\
	row("cramfs", ORDINARY, 0)					\
	row("ecryptfs", ORDINARY, 0)					\
	row("efs", ORDINARY, 0)						\
	row("erofs", ORDINARY, 0)					\
	row("exfat", ORDINARY, 0)					\
	row("ext2", ORDINARY, 0)					\
	row("ext3", ORDINARY, 0)					\
	row("ext4", ORDINARY, 0)					\
	row("f2fs", ORDINARY, 0)					\
	row("fuseblk", ORDINARY, 0)					\
	row("gfs2", ORDINARY, 0)					\
	row("hfs", ORDINARY, 0)						\
	row("hfsplus", ORDINARY, 0)					\
	row("hpfs", ORDINARY, 0)					\
	row("iso9660", ORDINARY, 0)					\
	row("jffs2", ORDINARY, 0)					\
	row("jfs", ORDINARY, 0)						\
	row("minix", ORDINARY, 0)					\
	row("msdos", ORDINARY, 0)					\
	row("nilfs2", ORDINARY, 0)					\
	row("ntfs", ORDINARY, 0)					\
	row("ntfs3", ORDINARY, 0)					\
	row("ocfs2", ORDINARY, 0)					\
	row("omfs", ORDINARY, 0)					\
	row("pvfs2", ORDINARY, 0)					\
	row("qnx4", ORDINARY, 0)					\
	row("qnx6", ORDINARY, 0)					\
	row("reiserfs", ORDINARY, 0)					\
	row("romfs", ORDINARY, 0)					\
	row("squashfs", ORDINARY, 0)					\
	row("sysv", ORDINARY, 0)					\
	row("ubifs", ORDINARY, 0)					\
	row("udf", ORDINARY, 0)						\
	row("ufs", ORDINARY, 0)						\
	row("v7", ORDINARY, 0)						\
	row("vboxsf", ORDINARY, 0)					\
	row("vfat", ORDINARY, 0)					\
	row("virtiofs", ORDINARY, 0)					\
	row("vxfs", ORDINARY, 0)					\
	row("xfs", ORDINARY, 0)						\
	row("zonefs", ORDINARY, 0)					\
	row("afs", ORDINARY, VXC_BINARY_MOUNT)				\
	row("ceph", ORDINARY, VXC_BINARY_MOUNT)				\
	row("cifs", ORDINARY, VXC_BINARY_MOUNT)				\
	row("nfs", ORDINARY, VXC_BINARY_MOUNT)				\
	row("nfs4", ORDINARY, VXC_BINARY_MOUNT)				\
	row("smb3", ORDINARY, VXC_BINARY_MOUNT)				\
	row("overlay", ORDINARY, VXC_SECURE_MOUNT)			\
	row("ramfs", ORDINARY, VXC_SECURE_MOUNT)			\
	row("tmpfs", ORDINARY, VXC_SECURE_MOUNT)			\
	row("fuse", ORDINARY, VXC_SECURE_MOUNT)				\
	row("hugetlbfs", ORDINARY, 0)					\
	row("rootfs", ORDINARY, 0)					\
	row("devtmpfs", ORDINARY, 0)					\
	row("aio", ORDINARY, 0)						\
	row("anon_inodefs", ORDINARY, 0)				\
	row("bdev", ORDINARY, 0)					\
	row("cxl", ORDINARY, 0)						\
	row("dax", ORDINARY, 0)						\
	row("dmabuf", ORDINARY, 0)					\
	row("drm", ORDINARY, 0)						\
	row("iomem", ORDINARY, 0)					\
	row("nsfs", ORDINARY, 0)					\
	row("pidfs", ORDINARY, 0)					\
	row("pipefs", ORDINARY, 0)					\
	row("secretmem", ORDINARY, 0)					\
	row("sockfs", ORDINARY, 0)					\
	row("vfio", ORDINARY, 0)					\
	row("proc", PROC, VXC_SECURE_MOUNT)				\
	row("sysfs", SYSFS, 0)						\
	row("cgroup2", CGROUP, VXC_SECURE_MOUNT)			\
	row("cgroup", READONLY, 0)					\
	row("cpuset", READONLY, 0)					\
	row("devpts", OWNED, VXC_SECURE_MOUNT)				\
	row("mqueue", OWNED, VXC_SECURE_MOUNT)

/* entries of /proc; a slash at the end: and all below */
#define VX_PROC_SHOWN(row)						\
	row("cpuinfo")							\
	row("net/dev")							\
	row("filesystems")						\
	row("net/icmp")							\
	row("net/icmp6")						\
	row("net/if_inet6")						\
	row("net/ipv6_route")						\
	row("loadavg")							\
	row("meminfo")							\
	row("mounts")							\
	row("net")							\
	row("net/raw")							\
	row("net/raw6")							\
	row("net/route")						\
	row("self")							\
	row("stat")							\
	row("swaps")							\
	row("sys")							\
	row("sysvipc/")							\
	row("net/tcp")							\
	row("net/tcp6")							\
	row("thread-self")						\
	row("net/udp")							\
	row("net/udp6")							\
	row("net/unix")							\
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
