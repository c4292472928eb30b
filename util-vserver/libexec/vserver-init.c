// SPDX-License-Identifier: GPL-2.0-only
/*
 * Process 1 of a guest whose init style has none of its own (sysv): it runs
 * the start command as a child, tells how that ended, and reaps what is left
 * until nothing is.  Statically linked: it runs in the guest's root, where
 * the libraries are the guest's.
 *
 * The arguments are the command.  The status is written to the only descriptor
 * above standard error that is open.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_FD	64

static int find_status_fd(void)
{
	int fd;

	for (fd = 3; fd < MAX_FD; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			return fd;
	return -1;
}

int main(int argc, char **argv)
{
	int fd = find_status_fd(), status, code;
	pid_t child, pid;

	(void)argc;
	if (!argv[0] || fd < 0)
		return 255;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	child = fork();
	if (!child) {
		setsid();
		execv(argv[0], argv);
		_exit(127);
	}
	/* who reads what the command writes need not wait for the guest's end */
	close(0);
	close(1);
	close(2);
	for (;;) {
		pid = wait(&status);
		if (pid < 0 && errno != EINTR)
			break;
		if (pid != child)
			continue;
		code = WIFEXITED(status) ? WEXITSTATUS(status) :
					   128 + WTERMSIG(status);
		if (write(fd, &code, sizeof(code)) < 0)
			code = 255;
		close(fd);
	}
	return 0;
}
