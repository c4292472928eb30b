/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: the user of a number is another one in each context; included
 * by kernel/user.c and kernel/ucount.c.
 */
#ifndef _LINUX_VSERVER_USER_H
#define _LINUX_VSERVER_USER_H

#include <linux/vserver/key.h>

#ifdef CONFIG_VSERVER
/* kernel/vserver/cap.c */
u64 __vserver_user_owner(void);

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
#endif /* CONFIG_VSERVER */

#endif /* _LINUX_VSERVER_USER_H */
