// SPDX-License-Identifier: GPL-2.0-only
// The ioctls that walk over all mount namespaces, NS_MNT_GET_NEXT and
// NS_MNT_GET_PREV: from the own one to those of others, and into each.
#include <linux/nsfs.h>
#include <sched.h>
#include <sys/ioctl.h>

#include "attack.h"

#ifndef NS_MNT_GET_NEXT
struct mnt_ns_info {
	__u32 size;
	__u32 nr_mounts;
	__u64 mnt_ns_id;
};

#define NS_MNT_GET_NEXT	_IOR(NSIO, 11, struct mnt_ns_info)
#define NS_MNT_GET_PREV	_IOR(NSIO, 12, struct mnt_ns_info)
#endif

static int walked, entered;

static void walk(unsigned long command)
{
	struct mnt_ns_info info = { .size = sizeof(info) };
	int fd = open("/proc/self/ns/mnt", O_RDONLY), self = fd;

	NEED(fd >= 0);
	while ((fd = ioctl(fd, command, &info)) >= 0) {
		walked++;
		entered += !setns(fd, CLONE_NEWNS);
		if (!setns(self, CLONE_NEWNS) && file_has_secret(AT_FDCWD))
			worked("/secret of the host is read");
	}
}

int main(void)
{
	walk(NS_MNT_GET_PREV);
	walk(NS_MNT_GET_NEXT);
	if (entered)
		worked("a mount namespace of others is entered");
	refused(walked ? "setns" : "NS_MNT_GET_NEXT");
}
