// SPDX-License-Identifier: GPL-2.0-only
// Stack pointer and program counter of a process outside, by its file
// "syscall": no address is random any more.
// Victims: host other
#include "proc/of.h"

int main(void)
{
	char *text = text_of_victim("syscall");
	char *stack = strstr(text, " 0x7ff");

	if (stack)
		worked("the stack pointer of the victim");
	harmless("syscall");
}
