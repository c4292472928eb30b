// SPDX-License-Identifier: GPL-2.0-only
/*
 * The control group of a guest: vserver/<name> in the cgroup-v2 tree.
 *
 * The guest's init starts in it with a cgroup namespace of its own, so that it
 * is the root of the tree that the guest sees and manages.  It is named after
 * the guest's configuration directory.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libmount/libmount.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "front.h"

#define MOUNT		"/sys/fs/cgroup"
#define PARENT		MOUNT "/vserver"
#define MAX_GROUPS	"1000"		/* below that of a guest */
#define CGROUP2_MAGIC	0x63677270
#define REMOVE_TRIES	40	/* 50 ms apart */

static int have_cgroup2(void)
{
	struct statfs st;

	return !statfs(MOUNT, &st) && st.f_type == CGROUP2_MAGIC;
}

/* options of the file system, to be freed */
static char *mount_options(void)
{
	struct libmnt_table *mounts;
	const char *options = NULL;
	struct libmnt_fs *fs = NULL;
	char *copy;

	mounts = mnt_new_table_from_file("/proc/self/mountinfo");
	if (mounts)
		fs = mnt_table_find_target(mounts, MOUNT, MNT_ITER_BACKWARD);
	if (fs)
		options = mnt_fs_get_fs_options(fs);
	copy = options ? strdup(options) : NULL;
	mnt_unref_table(mounts);
	return copy;
}

/* they are set all at once: those that it has are given again */
static int set_options(char *options, const char *more)
{
	int fd = fspick(AT_FDCWD, MOUNT, FSPICK_CLOEXEC), err;
	char *word, *save = NULL;

	if (fd < 0)
		return -1;
	err = fsconfig(fd, FSCONFIG_SET_FLAG, more, NULL, 0);
	for (word = strtok_r(options, ",", &save); word && !err;
	     word = strtok_r(NULL, ",", &save))
		if (strcmp(word, "rw"))
			err = fsconfig(fd, FSCONFIG_SET_FLAG, word, NULL, 0);
	err = err || fsconfig(fd, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0);
	close(fd);
	return err ? -1 : 0;
}

/* without nsdelegate a guest could write the limits of its own group */
static int delegate(void)
{
	char *options = mount_options();
	int err = -1;

	if (options)
		err = strstr(options, "nsdelegate") ? 0 :
		      set_options(options, "nsdelegate");
	if (err)
		msg_errno("cannot set the option nsdelegate of " MOUNT);
	free(options);
	return err;
}

static int write_value(const char *dir, const char *file, const char *value)
{
	char path[PATH_MAX];
	int fd = open(conf_path(path, dir, "%s", file), O_WRONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : write(fd, value, strlen(value));
	int err = errno;

	if (fd >= 0)
		close(fd);
	errno = err;
	return n < 0 ? -1 : 0;
}

/* give the groups below @dir all controllers that it has itself */
static void enable_controllers(const char *dir)
{
	char *all = conf_scalar(dir, "cgroup.controllers"), *name, *save = NULL;
	char word[64];

	for (name = all ? strtok_r(all, " ", &save) : NULL; name;
	     name = strtok_r(NULL, " ", &save)) {
		snprintf(word, sizeof(word), "+%s", name);
		/* one that cannot be enabled here is one the guest lacks */
		write_value(dir, "cgroup.subtree_control", word);
	}
	free(all);
}

/* every file of the guest's group, e.g. memory.max, from cgroup/ */
static int apply_settings(const struct guest *guest, const char *group)
{
	char dir[PATH_MAX], *value;
	struct conf_list files;
	int err = 0;
	size_t i;

	conf_path(dir, guest->dir, "cgroup");
	if (conf_entries(dir, &files))
		return -1;
	for (i = 0; i < files.count && !err; i++) {
		/* settings of the classic tree that name no file of a group */
		if (!strchr(files.line[i], '.'))
			continue;
		value = conf_scalar(dir, files.line[i]);
		err = value ? write_value(group, files.line[i], value) : -1;
		if (err)
			msg_errno("cannot set '%s' of '%s'", files.line[i],
				  group);
		free(value);
	}
	conf_free(&files);
	return err;
}

/*
 * The kernel has 65535 ids for groups that count memory.  A guest that used them
 * up would keep the host from making any.
 */
static int limit_groups(const char *group)
{
	if (!write_value(group, "cgroup.max.descendants", MAX_GROUPS))
		return 0;
	msg_errno("cannot set 'cgroup.max.descendants' of '%s'", group);
	return -1;
}

static const char *group_of(const struct guest *guest, char *path)
{
	return conf_path(path, PARENT, "%s", guest->base);
}

int cgroup_create(const struct guest *guest)
{
	char group[PATH_MAX];

	if (!have_cgroup2()) {
		msg_error("no cgroup version 2 at " MOUNT ": mount it there");
		return -1;
	}
	if (delegate())
		return -1;
	enable_controllers(MOUNT);
	if (mkdir(PARENT, 0755) && errno != EEXIST) {
		msg_errno("cannot make the control group '" PARENT "'");
		return -1;
	}
	enable_controllers(PARENT);
	if (cgroup_remove(guest))
		return -1;
	if (mkdir(group_of(guest, group), 0755) && errno != EEXIST) {
		msg_errno("cannot make the control group '%s'", group);
		return -1;
	}
	return limit_groups(group) || apply_settings(guest, group) ? -1 : 0;
}

/* the group of a process as a directory: 0 or -1 */
static int find_group(pid_t pid, char *path)
{
	char name[64], *text, *start;
	int err = -1;

	snprintf(name, sizeof(name), "%d/cgroup", pid);
	text = conf_read("/proc", name);
	start = text ? strstr(text, "0::/") : NULL;
	if (start) {
		start[strcspn(start, "\n")] = 0;
		err = snprintf(path, PATH_MAX, MOUNT "%s", start + 3) <
		      PATH_MAX ? 0 : -1;
	}
	free(text);
	return err;
}

/* the group of the guest's init, which may have moved on in its own tree */
static int join_group_of(pid_t init)
{
	char path[PATH_MAX];

	return find_group(init, path) ||
	       write_value(path, "cgroup.procs", "0") ? -1 : 0;
}

int cgroup_join(const struct guest *guest, pid_t init)
{
	char group[PATH_MAX];

	if (init > 0 && !join_group_of(init))
		return 0;
	group_of(guest, group);
	if (!write_value(group, "cgroup.procs", "0"))
		return 0;
	msg_errno("cannot join the control group '%s'", group);
	return -1;
}

/* whoever joins a frozen group to ask the guest something stops there */
void cgroup_thaw(const struct guest *guest, uint32_t xid)
{
	struct vcmd_vx_info_v0 info = { 0 };
	char group[PATH_MAX], path[PATH_MAX];
	size_t len = strlen(group_of(guest, group));

	if (vc_syscall(VCMD_vx_info, xid, &info) < 0 || info.initpid <= 0 ||
	    find_group(info.initpid, path))
		return;
	while (!strncmp(path, group, len)) {
		write_value(path, "cgroup.freeze", "0");
		*strrchr(path, '/') = 0;
	}
}

void cgroup_kill(const struct guest *guest)
{
	char group[PATH_MAX];

	write_value(group_of(guest, group), "cgroup.kill", "1");
}

/*
 * remove what is below @fd and has nothing in it.  The first group that has is
 * opened; -1: there is none, or it is @tried, which has tasks
 */
static int open_next(int fd, ino_t tried, bool *busy)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *e;
	int next = -1;

	*busy = !dir;
	while (dir && next < 0 && !*busy && (e = readdir(dir))) {
		if (e->d_type != DT_DIR || !strcmp(e->d_name, ".") ||
		    !strcmp(e->d_name, "..") ||
		    !unlinkat(fd, e->d_name, AT_REMOVEDIR))
			continue;
		*busy = e->d_ino == tried;
		if (!*busy)
			next = openat(fd, e->d_name, O_RDONLY | O_DIRECTORY |
				      O_CLOEXEC);
		*busy = next < 0;
	}
	if (dir)
		closedir(dir);
	return next;
}

/* down to what has nothing below and up again, however deep that is */
static int remove_below(int fd)
{
	unsigned long depth = 0;
	ino_t tried = 0;
	struct stat st;
	bool busy;
	int next;

	for (;;) {
		next = open_next(fd, tried, &busy);
		if (busy || (next < 0 && !depth))
			break;
		tried = 0;
		if (next >= 0) {
			depth++;
		} else {
			next = openat(fd, "..", O_RDONLY | O_DIRECTORY |
				      O_CLOEXEC);
			if (next < 0 || fstat(fd, &st))
				break;
			tried = st.st_ino;
			depth--;
		}
		close(fd);
		fd = next;
	}
	close(fd);
	return depth || busy ? -1 : 0;
}

/* the guest is gone: what is in its groups are helpers on their way out */
int cgroup_remove(const struct guest *guest)
{
	char group[PATH_MAX];
	int i, fd, err = -1;

	group_of(guest, group);
	for (i = 0; err && i < REMOVE_TRIES; i++) {
		if (i)
			usleep(50000);
		cgroup_kill(guest);
		fd = open(group, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0)
			err = errno == ENOENT ? 0 : -1;
		else
			err = remove_below(fd) || rmdir(group);
	}
	if (err)
		msg_errno("cannot remove the control group '%s'", group);
	return err ? -1 : 0;
}
