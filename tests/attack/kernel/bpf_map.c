// SPDX-License-Identifier: GPL-2.0-only
// bpf(2) with CAP_BPF and CAP_PERFMON: a map of its own, and by its number
// whatever map of the host is there.
// Caps: BPF PERFMON
#include <linux/bpf.h>

#include "attack.h"

static long bpf(int cmd, union bpf_attr *attr)
{
	return syscall(SYS_bpf, cmd, attr, sizeof(*attr));
}

int main(void)
{
	union bpf_attr make = {
		.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4,
		.value_size = 8, .max_entries = 1,
	};
	union bpf_attr next = { .start_id = 0 };
	long fd, err = bpf(BPF_MAP_GET_NEXT_ID, &next);

	fd = bpf(BPF_MAP_CREATE, &make);
	if (fd < 0 && err)
		refused("bpf");
	if (!err || !bpf(BPF_MAP_GET_NEXT_ID, &next))
		worked("maps of the host are found by number");
	harmless("no map is found");
}
