// SPDX-License-Identifier: GPL-2.0-only
// Attaches to a process outside and reads its memory a word at a time.
// Victims: host other
#include <sys/ptrace.h>

#include "attack.h"

int main(void)
{
	pid_t pid = fact_number("PID");
	long address = fact_number("ADDRESS"), word[2];

	if (ptrace(PTRACE_ATTACH, pid, 0, 0))
		refused("PTRACE_ATTACH");
	NEED(waitpid(pid, NULL, __WALL) == pid);
	word[0] = ptrace(PTRACE_PEEKDATA, pid, address, 0);
	word[1] = ptrace(PTRACE_PEEKDATA, pid, address + 8, 0);
	ptrace(PTRACE_DETACH, pid, 0, 0);
	if (!memcmp(word, fact("SECRET"), 16))
		worked("the secret is read from memory");
	harmless("PTRACE_PEEKDATA: other bytes");
}
