// SPDX-License-Identifier: GPL-2.0-only
/*
 * A terminal for a program in a guest.
 *
 * The child opens the guest's /dev/ptmx and passes the master to the proxy.
 * The guest may have put anything in the place of that file, so what it is
 * gets checked, and the slave is reached through the master, not by a path.
 *
 * The guest can also make that step take long, and the child do what it likes
 * meanwhile.  So the child has left the host's terminal before: all it holds
 * is the socket, and its messages are packets that the proxy prints.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "conf.h"
#include "guest.h"
#include "vlogin.h"

#define PTMX_MAJOR	5
#define PTMX_MINOR	2

/* what is taken at most from a terminal whose program has ended */
#define DRAIN_BYTES	65536

bool vlogin_wanted(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	       !conf_has(DEFAULTS, "apps/vlogin/disable");
}

/* ---- one descriptor over a socket ---- */

union fd_message {
	char buf[CMSG_SPACE(sizeof(int))];
	struct cmsghdr align;
};

static int send_fd(int sock, int fd)
{
	union fd_message control = { 0 };
	char byte = 0;
	struct iovec data = { .iov_base = &byte, .iov_len = 1 };
	struct msghdr msg = {
		.msg_iov = &data,
		.msg_iovlen = 1,
		.msg_control = control.buf,
		.msg_controllen = sizeof(control.buf),
	};
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof(int));
	return sendmsg(sock, &msg, MSG_NOSIGNAL) == 1 ? 0 : -1;
}

/* the size of a packet, 0 at the end; the descriptor that is in it, or -1 */
static ssize_t receive(int sock, char *buf, size_t size, int *fd)
{
	union fd_message control = { 0 };
	struct iovec data = { .iov_base = buf, .iov_len = size };
	struct msghdr msg = {
		.msg_iov = &data,
		.msg_iovlen = 1,
		.msg_control = control.buf,
		.msg_controllen = sizeof(control.buf),
	};
	ssize_t n = recvmsg(sock, &msg, MSG_CMSG_CLOEXEC);
	struct cmsghdr *c = n > 0 ? CMSG_FIRSTHDR(&msg) : NULL;

	*fd = -1;
	if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS &&
	    c->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(fd, CMSG_DATA(c), sizeof(int));
	return n;
}

static bool is_master(int fd)
{
	struct stat st;

	return !fstat(fd, &st) && S_ISCHR(st.st_mode) &&
	       st.st_rdev == makedev(PTMX_MAJOR, PTMX_MINOR);
}

/* ---- the proxy ---- */

static volatile sig_atomic_t resized, interrupted, ended;

static void on_signal(int sig)
{
	if (sig == SIGWINCH)
		resized = 1;
	else if (sig == SIGINT)
		interrupted = 1;
	else if (sig != SIGCHLD)
		ended = 1;
}

/* blocked but while ppoll() waits, so that none is missed */
static void catch_signals(sigset_t *unblocked)
{
	static const int signals[] = { SIGWINCH, SIGINT, SIGTERM, SIGHUP,
				       SIGCHLD };
	struct sigaction action = { .sa_handler = on_signal };
	sigset_t set;
	size_t i;

	sigemptyset(&set);
	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		sigaction(signals[i], &action, NULL);
		sigaddset(&set, signals[i]);
	}
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &set, unblocked);
	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigdelset(unblocked, signals[i]);
}

/* what was typed and not yet taken by the guest */
struct typed {
	char buf[512];
	size_t len;
};

static void copy_size(int master)
{
	struct winsize size;

	if (!ioctl(STDIN_FILENO, TIOCGWINSZ, &size))
		ioctl(master, TIOCSWINSZ, &size);
}

static void pass_signals(int master, struct typed *typed)
{
	if (resized) {
		resized = 0;
		copy_size(master);
	}
	if (interrupted) {
		interrupted = 0;
		if (typed->len < sizeof(typed->buf))
			typed->buf[typed->len++] = 3;	/* ctrl-C */
	}
}

static bool write_all(int fd, const char *buf, size_t len)
{
	ssize_t n;

	while (len) {
		n = write(fd, buf, len);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			buf += n;
			len -= n;
		}
	}
	return true;
}

/* the bytes copied; 0: the terminal has no user any more */
static ssize_t copy_output(int master)
{
	char buf[4096];
	ssize_t n = read(master, buf, sizeof(buf));

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	return write_all(STDOUT_FILENO, buf, n) ? n : 0;
}

static bool copy_input(struct typed *typed)
{
	ssize_t n = read(STDIN_FILENO, typed->buf, sizeof(typed->buf));

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	typed->len = n;
	return n;
}

static void flush_input(int master, struct typed *typed)
{
	ssize_t n = write(master, typed->buf, typed->len);

	if (n > 0) {
		typed->len -= n;
		memmove(typed->buf, typed->buf + n, typed->len);
	}
}

/* the rest of what the program wrote before it ended; others may still write */
static void drain(int master)
{
	struct pollfd p = { .fd = master, .events = POLLIN };
	ssize_t left = DRAIN_BYTES, n = 1;

	while (left > 0 && n && poll(&p, 1, 0) > 0 && p.revents & POLLIN) {
		n = copy_output(master);
		left -= n;
	}
}

static void copy(int master, pid_t child, int *status, bool *reaped)
{
	struct typed typed = { .len = 0 };
	sigset_t unblocked;

	catch_signals(&unblocked);
	resized = 1;
	while (!ended) {
		struct pollfd p[] = {
			{ .fd = typed.len ? -1 : STDIN_FILENO,
			  .events = POLLIN },
			{ .fd = master,
			  .events = POLLIN | (typed.len ? POLLOUT : 0) },
		};

		pass_signals(master, &typed);
		if (waitpid(child, status, WNOHANG) == child) {
			*reaped = true;
			drain(master);
			return;
		}
		if (ppoll(p, 2, NULL, &unblocked) < 0)
			continue;
		if (p[1].revents & POLLOUT)
			flush_input(master, &typed);
		if (p[1].revents & (POLLIN | POLLHUP | POLLERR) &&
		    !copy_output(master))
			return;
		if (p[0].revents && !copy_input(&typed))
			return;
	}
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

/* what comes before are messages of the child's; -1: there is no terminal */
static int receive_master(int sock)
{
	char text[4096];
	ssize_t n;
	int fd;

	while ((n = receive(sock, text, sizeof(text), &fd))) {
		if (n < 0 && errno != EINTR)
			return -1;
		if (fd >= 0 && is_master(fd))
			return fd;
		if (fd >= 0)
			close(fd);
		else if (n > 0)
			write_all(STDERR_FILENO, text, n);
	}
	return -1;
}

static void proxy(int sock, pid_t child)
{
	int master = receive_master(sock), status = -1;
	struct termios saved, raw;
	bool reaped = false;

	/* the child waits for it: the program finds a terminal with a size */
	if (master >= 0) {
		copy_size(master);
		send(sock, "", 1, MSG_NOSIGNAL);
	}
	close(sock);
	if (master >= 0 && !tcgetattr(STDIN_FILENO, &saved)) {
		raw = saved;
		cfmakeraw(&raw);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
		fcntl(master, F_SETFL, O_RDWR | O_NONBLOCK);
		copy(master, child, &status, &reaped);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &saved);
	}
	if (master >= 0)
		close(master);
	if (!reaped && !ended)
		status = wait_for(child);
	if (status == -1)
		_exit(255);
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) :
				  128 + WTERMSIG(status));
}

/* what the shell left open above stderr */
static int close_terminals(void)
{
	DIR *dir = opendir("/proc/self/fd");
	struct dirent *e;
	int fd;

	if (!dir)
		return -1;
	while ((e = readdir(dir))) {
		fd = atoi(e->d_name);
		if (fd > STDERR_FILENO && fd != dirfd(dir) && isatty(fd))
			close(fd);
	}
	closedir(dir);
	return 0;
}

int vlogin_fork(void)
{
	int pair[2];
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
		return -1;
	child = fork();
	if (child < 0)
		return -1;
	if (!child) {
		close(pair[0]);
		return close_terminals() ? -1 : pair[1];
	}
	close(pair[1]);
	proxy(pair[0], child);
	_exit(255);
}

/* ---- the child ---- */

/* nothing is opened: /dev/null may be the guest's, and anything */
int vlogin_leave(int sock)
{
	int i;

	/* keys of the terminal do not reach us any more, so end with the caller */
	if (setsid() < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL))
		return -1;
	for (i = 0; i <= STDERR_FILENO; i++)
		if (dup2(sock, i) < 0)
			return -1;
	return 0;
}

static int open_master(void)
{
	int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
	int unlock = 0;

	if (fd < 0)
		return -1;
	if (!is_master(fd)) {
		close(fd);
		errno = ENOTTY;
		return -1;
	}
	if (ioctl(fd, TIOCSPTLCK, &unlock)) {
		close(fd);
		return -1;
	}
	return fd;
}

int vlogin_attach(int sock)
{
	int master = open_master(), slave, i;
	char byte;

	if (master < 0)
		return -1;
	slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (slave < 0 || send_fd(sock, master))
		return -1;
	while ((i = recv(sock, &byte, 1, 0)) != 1)
		if (!i || errno != EINTR)
			return -1;
	close(master);
	close(sock);
	if (ioctl(slave, TIOCSCTTY, 0) || prctl(PR_SET_PDEATHSIG, 0))
		return -1;
	for (i = 0; i <= STDERR_FILENO; i++)
		if (dup2(slave, i) < 0)
			return -1;
	close(slave);
	return 0;
}
