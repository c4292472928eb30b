/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What several attacks by mounts need.
 */
#ifndef TESTS_ATTACK_MOUNT_MOUNTS_H
#define TESTS_ATTACK_MOUNT_MOUNTS_H

#include <linux/mount.h>
#include <sched.h>
#include <stdint.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>

#include "attack.h"

/* the calls by number: the C library of some systems has them, some has not */
#define open_tree(...)		syscall(SYS_open_tree, __VA_ARGS__)
#define move_mount(...)		syscall(SYS_move_mount, __VA_ARGS__)
#define mount_setattr(...)	syscall(SYS_mount_setattr, __VA_ARGS__)
#define fsopen(...)		syscall(SYS_fsopen, __VA_ARGS__)
#define fsconfig(...)		syscall(SYS_fsconfig, __VA_ARGS__)
#define fsmount(...)		syscall(SYS_fsmount, __VA_ARGS__)
#define fspick(...)		syscall(SYS_fspick, __VA_ARGS__)

/* a mount point; only /tmp is the tests' own in all modes */
#define POINT	"/tmp/point"
/* a directory of the host that guests have to read only */
#define RDONLY	"/readonly"

/*
 * Mounts of the caller's own, which end with it.  A guest with only contexts
 * may not have them: it goes on among those of the host.
 */
static inline void own_mounts(void)
{
	unshare(CLONE_NEWNS);
	if (mkdir(POINT, 0700) && errno != EEXIST)
		broken("mkdir");
}

static inline void mount_at_point(const char *source, const char *type,
				  const char *options)
{
	if (mount(source, POINT, type, 0, options))
		refused("mount");
}

/*
 * Change a value of the host in a file, and put it back.  The file may be one
 * that only takes numbers.
 */
static inline void change(const char *name, const char *to)
{
	char *old = get(name), *new;

	if (!old)
		refused(name);
	if (put(name, to))
		refused(name);
	new = get(name);
	put(name, old);
	if (new && strcmp(old, new))
		worked(name);
	harmless("the value is the same");
}

/* does the mount table of a process have a text? */
static inline bool mounts_have(const char *pid, const char *text)
{
	char name[64], *table;
	bool has;

	snprintf(name, sizeof(name), "/proc/%s/mountinfo", pid);
	table = get(name);
	has = table && strstr(table, text);
	free(table);
	return has;
}

/* the number of the disk of the guests, where it cannot be asked for: a guess */
static inline dev_t disk_number(void)
{
	struct stat st;

	return stat("/dev/vdb", &st) ? makedev(254, 16) : st.st_rdev;
}

/* a node of that disk, which the host has mounted */
static inline const char *disk(void)
{
	if (!access("/dev/vdb", F_OK))
		return "/dev/vdb";
	unlink("/tmp/disk");
	if (mknod("/tmp/disk", S_IFBLK | 0600, disk_number()))
		refused("mknod");
	return "/tmp/disk";
}

/* write to a directory that the host gave to read only */
static inline void write_to(const char *dir)
{
	char name[64];
	int fd;

	snprintf(name, sizeof(name), "%s/written", dir);
	fd = open(name, O_CREAT | O_WRONLY, 0600);
	if (fd < 0)
		refused(name);
	unlink(name);
	worked("the directory of the host is written to");
}

#endif /* TESTS_ATTACK_MOUNT_MOUNTS_H */
