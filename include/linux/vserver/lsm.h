/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer as one of the security modules; included by lsm_count.h, which
 * counts arguments.
 */
#ifndef _LINUX_VSERVER_LSM_H
#define _LINUX_VSERVER_LSM_H

#ifdef CONFIG_VSERVER
#define VSERVER_ENABLED 1,
#else
#define VSERVER_ENABLED
#endif

#endif /* _LINUX_VSERVER_LSM_H */
