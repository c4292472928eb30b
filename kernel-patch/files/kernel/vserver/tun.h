/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: devices of the tun driver that guests use; inside kernel/vserver
 * only.
 */
#ifndef _KERNEL_VSERVER_TUN_H
#define _KERNEL_VSERVER_TUN_H

#include <linux/types.h>

struct inode;

/**
 * struct vx_tun_blob - what a device carries
 * @nid: number of the network context that it was made in, 0 for the host's
 */
struct vx_tun_blob {
	u32 nid;
};

bool vx_opens_tun(umode_t mode, dev_t dev);
int vx_tun_ioctl(const struct inode *inode, unsigned int cmd);

/* hooks of the security module */
int vserver_tun_dev_alloc_security(void *security);
int vserver_tun_dev_open(void *security);

#endif /* _KERNEL_VSERVER_TUN_H */
