// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: what a guest sees of /sys.
 *
 * A table has the few paths that programs in a guest look for.  They are there
 * with what is below them and with the directories that lead to them; the rest
 * of the machine is not there at all.
 */

#include <linux/kernfs.h>
#include <linux/string.h>
#include <linux/vserver/boundary.h>
#include <linux/vserver/sysfs.h>

#include "internal.h"

static const char * const vx_sysfs_shown[] = {
#define SHOWN(path)	"/" path,
	VX_SYSFS_SHOWN(SHOWN)
#undef SHOWN
};

/* is one of the paths the other, or above it? */
static bool vx_is_on_path(const char *path, const char *shown)
{
	size_t len = min(strlen(path), strlen(shown));

	return !strncmp(path, shown, len) &&
	       (!path[len] || path[len] == '/') &&
	       (!shown[len] || shown[len] == '/');
}

bool __vserver_sysfs_sees(struct kernfs_node *node)
{
	/* more than any path of the table: what is cut off is below them */
	char path[128];
	int i;

	if (vx_sees_all(vx_current()))
		return true;
	kernfs_path(node, path, sizeof(path));
	if (!path[1])
		return true;
	for (i = 0; i < ARRAY_SIZE(vx_sysfs_shown); i++)
		if (vx_is_on_path(path, vx_sysfs_shown[i]))
			return true;
	return false;
}
