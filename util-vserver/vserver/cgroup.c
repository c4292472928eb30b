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
#define CGROUP2_MAGIC	0x63677270

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
	cgroup_remove(guest);
	if (mkdir(group_of(guest, group), 0755) && errno != EEXIST) {
		msg_errno("cannot make the control group '%s'", group);
		return -1;
	}
	return apply_settings(guest, group);
}

/* the group of the guest's init, which may have moved on in its own tree */
static int join_group_of(pid_t init)
{
	char path[PATH_MAX], name[64], *text, *start;
	int err = -1;

	snprintf(name, sizeof(name), "%d/cgroup", init);
	text = conf_read("/proc", name);
	start = text ? strstr(text, "0::/") : NULL;
	if (start) {
		start[strcspn(start, "\n")] = 0;
		snprintf(path, sizeof(path), MOUNT "%s", start + 3);
		err = write_value(path, "cgroup.procs", "0");
	}
	free(text);
	return err;
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

/* the groups below first; what a task is still in stays */
static void remove_tree(int parent, const char *name)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	while (dir && (e = readdir(dir)))
		if (e->d_type == DT_DIR && *e->d_name != '.')
			remove_tree(fd, e->d_name);
	if (dir)
		closedir(dir);
	unlinkat(parent, name, AT_REMOVEDIR);
}

void cgroup_remove(const struct guest *guest)
{
	char group[PATH_MAX];

	remove_tree(AT_FDCWD, group_of(guest, group));
}
