// SPDX-License-Identifier: GPL-2.0-only
// A program for packets, and one for the whole of a control group, by bpf(2):
// the verifier is where many exploits begin (CVE-2021-3490, CVE-2021-4204).
#include <linux/bpf.h>

#include "net.h"

int main(void)
{
	struct bpf_insn program[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .imm = -1 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attr = {
		.prog_type = BPF_PROG_TYPE_SOCKET_FILTER,
		.insn_cnt = 2,
		.insns = (unsigned long)program,
		.license = (unsigned long)"GPL",
	};
	int fd = syscall(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof(attr));
	int in = socket(AF_INET, SOCK_DGRAM, 0);

	if (fd < 0)
		refused("bpf");
	if (setsockopt(in, SOL_SOCKET, SO_ATTACH_BPF, &fd, sizeof(fd)))
		refused("SO_ATTACH_BPF");
	worked("a program of the attacker runs in the kernel");
}
