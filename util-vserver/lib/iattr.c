// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: attributes of inodes.
 */
#include "vserver.h"

int vc_get_iattr(const char *path, struct vc_iattr *attr)
{
	struct vcmd_ctx_iattr_v1 arg = { .name = path };
	int ret = vc_syscall(VCMD_get_iattr, 0, &arg);

	if (ret >= 0)
		*attr = (struct vc_iattr){ .flags = arg.flags,
					   .mask = arg.mask, .tag = arg.tag };
	return ret;
}

int vc_set_iattr(const char *path, const struct vc_iattr *attr)
{
	struct vcmd_ctx_iattr_v1 arg = {
		.name = path,
		.tag = attr->tag,
		.flags = attr->flags,
		.mask = attr->mask,
	};

	return vc_syscall(VCMD_set_iattr, 0, &arg);
}

int vc_fget_iattr(int fd, struct vc_iattr *attr)
{
	struct vcmd_ctx_fiattr_v0 arg = { .flags = 0 };
	int ret = vc_syscall(VCMD_fget_iattr, fd, &arg);

	if (ret >= 0)
		*attr = (struct vc_iattr){ .flags = arg.flags,
					   .mask = arg.mask, .tag = arg.tag };
	return ret;
}

int vc_fset_iattr(int fd, const struct vc_iattr *attr)
{
	struct vcmd_ctx_fiattr_v0 arg = {
		.tag = attr->tag,
		.flags = attr->flags,
		.mask = attr->mask,
	};

	return vc_syscall(VCMD_fset_iattr, fd, &arg);
}
