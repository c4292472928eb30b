/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef TESTS_ATTACK_KERNEL_KEXEC_H
#define TESTS_ATTACK_KERNEL_KEXEC_H

#include <linux/kexec.h>

#include "attack.h"

/* a kernel of one page, which nobody starts */
static inline long load_kernel(void)
{
	static char page[4096] = "\xf4\xeb\xfd";
	struct kexec_segment segment = {
		.buf = page, .bufsz = sizeof(page),
		.mem = (void *)0x1000000, .memsz = sizeof(page),
	};

	return syscall(SYS_kexec_load, 0x1000000, 1, &segment,
		       KEXEC_ARCH_DEFAULT);
}

static inline long unload_kernel(void)
{
	return syscall(SYS_kexec_load, 0, 0, NULL, KEXEC_ARCH_DEFAULT);
}

#endif /* TESTS_ATTACK_KERNEL_KEXEC_H */
