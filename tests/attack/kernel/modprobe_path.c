// SPDX-License-Identifier: GPL-2.0-only
// modprobe_path: what the kernel runs as root to load a module, here for a
// program of a format that it does not know.
#include "kernel/helper.h"

#define MODPROBE	"/proc/sys/kernel/modprobe"
#define STRANGE		"/tmp/strange"

static void execute_strange(void)
{
	int fd = open(STRANGE, O_CREAT | O_WRONLY | O_TRUNC, 0755);
	pid_t pid;

	NEED(fd >= 0 && write(fd, "\xff\xfe\xfd\xfc", 4) == 4);
	close(fd);
	pid = fork();
	if (!pid) {
		execl(STRANGE, STRANGE, NULL);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	unlink(STRANGE);
}

int main(void)
{
	char *old = get(MODPROBE);

	if (!old)
		refused(MODPROBE);
	make_helper();
	if (put(MODPROBE, HELPER))
		refused_helper("write modprobe");
	execute_strange();
	NEED(!put(MODPROBE, old));
	if (helper_ran())
		worked("the host ran another modprobe");
	harmless("modprobe did not run");
}
