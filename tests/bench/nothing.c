// SPDX-License-Identifier: GPL-2.0-only
/*
 * The program that the benchmark executes: it ends at once, without a C
 * library, so that an exec is the kernel's work only.
 */
void _start(void);

void _start(void)
{
	asm volatile("syscall" : : "a" (60), "D" (0) : "rcx", "r11", "memory");
	__builtin_unreachable();
}
