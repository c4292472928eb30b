// SPDX-License-Identifier: GPL-2.0-only
/*
 * Types of file systems: each that this kernel has is mounted, in the way of
 * mount(2) and in that of fsopen(2).
 */
#include <linux/mount.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "rows.h"
#include "rows-filesystems.h"

#define TARGET	"/tmp/filesystems"

/* options that a type needs */
static const struct options {
	const char *type, *key, *value;
} options[] = {
	{ "overlay",	"lowerdir",	"/bin:/etc" },
	{ "",		NULL,		NULL },
};

static const struct options *options_of(const char *type)
{
	const struct options *o;

	for (o = options; *o->type && strcmp(o->type, type); o++)
		;
	return o;
}

/* fuse is nothing without its device, which the scenario made */
static int device_of(const char *type)
{
	return strcmp(type, "fuse") ? 0 : open("/dev/c10:229", O_RDWR);
}

static long old_way(void *arg)
{
	const struct options *o = options_of(arg);
	int fd = device_of(arg);
	char data[128];

	if (fd < 0)
		return -1;
	snprintf(data, sizeof(data), "fd=%d,rootmode=40000,user_id=0,group_id=0",
		 fd);
	if (!fd)
		snprintf(data, sizeof(data), "%s=%s", o->key, o->value);
	return mount("none", TARGET, arg, 0, fd || o->key ? data : NULL);
}

static long new_way(void *arg)
{
	const struct options *o = options_of(arg);
	int mnt, fs = syscall(SYS_fsopen, arg, 0);

	if (fs < 0 || device_of(arg) < 0)
		return -1;
	if (o->key && syscall(SYS_fsconfig, fs, FSCONFIG_SET_STRING, o->key,
			      o->value, 0) < 0)
		return -1;
	if (syscall(SYS_fsconfig, fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0) < 0)
		return -1;
	mnt = syscall(SYS_fsmount, fs, 0, 0);
	if (mnt < 0)
		return -1;
	return syscall(SYS_move_mount, mnt, "", AT_FDCWD, TARGET,
		       MOVE_MOUNT_F_EMPTY_PATH);
}

static void attempt(char *type, long (*way)(void *))
{
	int err = errno_of(way, type);

	if (!err)
		umount2(TARGET, MNT_DETACH);
	cell("filesystems", type, "mount", result_of(err));
}

int main(void)
{
	static bool was_found[ROWS(filesystems_rows)];
	FILE *file = fopen("/proc/filesystems", "r");
	char line[128], *type;
	const struct row *row;
	size_t i;

	mkdir(TARGET, 0755);
	while (file && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = 0;
		type = strchr(line, '\t') + 1;
		row = row_named(filesystems_rows, ROWS(filesystems_rows), type);
		if (row)
			was_found[row - filesystems_rows] = true;
		attempt(type, old_way);
		attempt(type, new_way);
	}
	rmdir(TARGET);
	for (i = 0; i < ROWS(filesystems_rows); i++)
		if (!was_found[i])
			cell("filesystems", filesystems_rows[i].name, "mount",
			     "absent");
	return file ? 0 : 2;
}
