// SPDX-License-Identifier: GPL-2.0-only
// listmount() and statmount() take the id of a mount namespace, and the ids are
// small numbers: the mounts of all others are told.
#include "mount/mounts.h"

#define LISTMOUNT	458
#define STATMOUNT	457
#define ROOT		0xffffffffffffffffULL

struct id_req {
	uint32_t size, spare;
	uint64_t mnt_id, param, mnt_ns_id;
};

/* the id of the caller's own */
static uint64_t own_id(void)
{
	struct info {
		uint32_t size, nr_mounts;
		uint64_t id;
	} info = { .size = sizeof(info) };
	int fd = open("/proc/self/ns/mnt", O_RDONLY);

	/* NS_MNT_GET_INFO */
	syscall(SYS_ioctl, fd, 0x8010b70aUL, &info);
	close(fd);
	return info.id;
}

int main(void)
{
	struct id_req list = { .size = 32, .mnt_id = ROOT }, stat = list;
	uint64_t own = own_id(), ids[8], buf[512];

	NEED(own);
	/* STATMOUNT_MNT_BASIC */
	stat.param = 0x2;
	for (list.mnt_ns_id = 1; list.mnt_ns_id < 5000; list.mnt_ns_id++) {
		if (list.mnt_ns_id == own)
			continue;
		if (syscall(LISTMOUNT, &list, ids, 8, 0) <= 0)
			continue;
		stat.mnt_id = ids[0];
		stat.mnt_ns_id = list.mnt_ns_id;
		if (!syscall(STATMOUNT, &stat, buf, sizeof(buf), 0))
			worked("a mount of another namespace is told");
	}
	refused("listmount");
}
