// SPDX-License-Identifier: GPL-2.0-only
// PROCMAP_QUERY, the ioctl of /proc/<pid>/maps, and PAGEMAP_SCAN, that of
// pagemap: newer ways to the same, with checks of their own.
// Victims: host other
#include <linux/fs.h>
#include <sys/ioctl.h>

#include "proc/of.h"

#ifndef PROCMAP_QUERY
struct procmap_query {
	__u64 size, query_flags, query_addr, vma_start, vma_end, vma_flags;
	__u64 vma_page_size, vma_offset, inode;
	__u32 dev_major, dev_minor, vma_name_size, build_id_size;
	__u64 vma_name_addr, build_id_addr;
};

#define PROCMAP_QUERY	_IOWR('f', 17, struct procmap_query)
#endif

int main(void)
{
	struct procmap_query query = {
		.size = sizeof(query),
		.query_addr = fact_number("ADDRESS"),
	};
	int fd = open(victims("maps"), O_RDONLY);

	if (fd < 0)
		refused(victims("maps"));
	if (ioctl(fd, PROCMAP_QUERY, &query))
		refused("PROCMAP_QUERY");
	if (query.vma_start && query.vma_start <= query.query_addr)
		worked("a mapping of the victim");
	harmless("PROCMAP_QUERY");
}
