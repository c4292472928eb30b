// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: types of file systems.
 *
 * What a guest may do on a file system goes by its type, whoever mounted it. A
 * type that the table does not have is refused.  The row of a super block is
 * looked up once and kept in its LSM blob.
 */

#include <linux/fs.h>
#include <linux/string.h>
#include <linux/vserver/boundary.h>

#include "internal.h"
#include "lsm.h"

static const struct vx_fs_type vx_fs_types[] = {
#define FS_TYPE(name, class, ccap)	{ name, VX_FS_##class, ccap },
	VX_FS_TYPES(FS_TYPE)
#undef FS_TYPE
};

static const struct vx_fs_type vx_fs_unknown = { "", VX_FS_REFUSED, 0 };

/**
 * vx_fs_type_of - what a guest may do on a type of file system
 * @name: name of the type
 *
 * Context: Any.
 * Return: the row of the table, or one that refuses.
 */
const struct vx_fs_type *vx_fs_type_of(const char *name)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(vx_fs_types); i++)
		if (!strcmp(vx_fs_types[i].name, name))
			return &vx_fs_types[i];
	return &vx_fs_unknown;
}

/**
 * vx_fs_class - what a guest may do on a file system
 * @sb: its super block
 *
 * Context: Any.
 * Return: the class of its type.
 */
enum vx_fs_class vx_fs_class(const struct super_block *sb)
{
	/* all who look it up find the same */
	const struct vx_fs_type *type = READ_ONCE(vx_sb(sb)->type);

	if (!type) {
		type = vx_fs_type_of(sb->s_type->name);
		WRITE_ONCE(vx_sb(sb)->type, type);
	}
	return type->class;
}
