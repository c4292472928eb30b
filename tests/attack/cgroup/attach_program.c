// SPDX-License-Identifier: GPL-2.0-only
// A program of BPF at a group of the host: it decides about devices, packets and
// sysctls of all that are in it.
// Caps: BPF
#include <linux/bpf.h>
#include <stdint.h>

#include "cgroup/cgroup.h"

static long bpf(int cmd, union bpf_attr *attr)
{
	return syscall(SYS_bpf, cmd, attr, sizeof(*attr));
}

/* return 1: everything is allowed */
static const struct bpf_insn allow[] = {
	{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .imm = 1 },
	{ .code = BPF_JMP | BPF_EXIT },
};

int main(void)
{
	union bpf_attr load = {
		.prog_type = BPF_PROG_TYPE_CGROUP_DEVICE,
		.expected_attach_type = BPF_CGROUP_DEVICE,
		.insns = (uintptr_t)allow, .insn_cnt = 2,
		.license = (uintptr_t)"GPL",
	};
	union bpf_attr attach = { .attach_type = BPF_CGROUP_DEVICE };
	int group = open_group("."), program = bpf(BPF_PROG_LOAD, &load);

	if (program < 0)
		refused("BPF_PROG_LOAD");
	attach.target_fd = group;
	attach.attach_bpf_fd = program;
	if (bpf(BPF_PROG_ATTACH, &attach))
		refused("BPF_PROG_ATTACH");
	if (!bpf(BPF_PROG_DETACH, &attach))
		worked("a program decided about devices of all");
	refused("no program");
}
