/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: what is counted for a user, or for the machine, is counted in
 * each context by itself; included by kernel/user.c, kernel/ucount.c and fs/aio.c.
 */
#ifndef _LINUX_VSERVER_USER_H
#define _LINUX_VSERVER_USER_H

#include <linux/vserver/key.h>

struct file;

#ifdef CONFIG_VSERVER
/* kernel/vserver/cap.c */
u64 __vserver_user_owner(void);
unsigned long *vserver_aio_nr(const struct file *ring, unsigned long *host);

/*
 * Whose users the caller's credential means.  Counts of a guest may outlive the
 * key: they are nobody's then.
 */
static inline u64 vserver_user_owner(void)
{
	return vserver_hook(user_owner) ? __vserver_user_owner() : 0;
}

static inline bool vserver_user_is(const struct vserver_user *user)
{
	return user->owner == vserver_user_owner();
}

static inline void vserver_user_init(struct vserver_user *user)
{
	user->owner = vserver_user_owner();
}
#else
static inline u64 vserver_user_owner(void)
{
	return 0;
}

static inline bool vserver_user_is(const struct vserver_user *user)
{
	return true;
}

static inline void vserver_user_init(struct vserver_user *user) { }

static inline unsigned long *vserver_aio_nr(const struct file *ring,
					    unsigned long *host)
{
	return host;
}
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_USER_H */
