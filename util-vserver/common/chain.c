// SPDX-License-Identifier: GPL-2.0-only
/*
 * What tools share that end in the execution of another program.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "chain.h"
#include "msg.h"

/* what the child of chain_detach() tells its parent */
#define ABOUT_TO_EXEC	"x"
#define EXEC_FAILED	"!"

int chain_exec(char **argv, int parent)
{
	if (parent >= 0)
		send(parent, ABOUT_TO_EXEC, 1, MSG_NOSIGNAL);
	execvp(argv[0], argv);
	msg_errno("cannot execute %s", argv[0]);
	if (parent >= 0)
		send(parent, EXEC_FAILED, 1, MSG_NOSIGNAL);
	return -1;
}

/* until the child's end closes: by exec, or by its death */
static int parent_status(int fd, pid_t child)
{
	char said[2];
	size_t len = 0;
	ssize_t n;
	int status;

	while (len < sizeof(said)) {
		n = read(fd, said + len, sizeof(said) - len);
		if (!n || (n < 0 && errno != EINTR))
			break;
		if (n > 0)
			len += n;
	}
	if (len == 1)
		return 0;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 255;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

int chain_detach(void)
{
	int pair[2];
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return -1;
	child = fork();
	if (child < 0)
		return -1;
	if (!child) {
		close(pair[0]);
		return pair[1];
	}
	close(pair[1]);
	_exit(parent_status(pair[0], child));
}

int chain_fork(void)
{
	pid_t child = fork();
	int status;

	if (child <= 0)
		return child;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			_exit(255);
	if (WIFEXITED(status))
		_exit(WEXITSTATUS(status));
	signal(WTERMSIG(status), SIG_DFL);
	raise(WTERMSIG(status));
	_exit(128 + WTERMSIG(status));
}

void chain_close_fds(void)
{
	close_range(STDERR_FILENO + 1, ~0U, 0);
}

int chain_sync_connect(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd, err;

	if (strlen(path) >= sizeof(addr.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	strcpy(addr.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr))) {
		err = errno;
		close(fd);
		errno = err;
		return -1;
	}
	return fd;
}

int chain_sync(int fd, const char *message)
{
	size_t len = strlen(message);
	char buf[64];
	ssize_t n;

	while (len) {
		n = send(fd, message, len, MSG_NOSIGNAL);
		if (n < 0)
			return -1;
		message += n;
		len -= n;
	}
	if (shutdown(fd, SHUT_WR))
		return -1;
	do {
		n = read(fd, buf, sizeof(buf));
	} while (n > 0 || (n < 0 && errno == EINTR));
	return n < 0 ? -1 : close(fd);
}
