// SPDX-License-Identifier: GPL-2.0-only
// CVE-2012-0056: a descriptor of /proc/<pid>/mem of a process that then
// executes another program writes into that one.  Here the file of a child that
// is kept while the child becomes another program.
// Modes: guest bare
// (since 2.6.39 the descriptor keeps the memory, not the process)
#include <signal.h>

#include "attack.h"

static char mark[16] = "before exec";

int main(int argc, char **argv)
{
	char name[32], buf[16] = "";
	int fd, end[2];
	pid_t pid;

	if (argc > 1) {
		strcpy(mark, "after exec");
		pause();
	}
	NEED(!pipe(end));
	pid = fork();
	NEED(pid >= 0);
	if (!pid) {
		NEED(read(end[0], buf, 1) == 1);
		execl("/proc/self/exe", argv[0], "again", NULL);
		_exit(1);
	}
	snprintf(name, sizeof(name), "/proc/%d/mem", pid);
	fd = open(name, O_RDWR);
	NEED(fd >= 0);
	NEED(write(end[1], "x", 1) == 1);
	usleep(500000);
	if (pread(fd, buf, 11, (off_t)mark) == 11 &&
	    !strcmp(buf, "after exec"))
		worked("memory of another program");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	harmless("mem: the memory of before");
}
