// SPDX-License-Identifier: GPL-2.0-only
/*
 * Terminals of the caller stay with the caller.
 *
 * A guest that has a descriptor of the host's terminal can read what is typed
 * there, and push characters into its input.  So what a guest's program writes
 * to one goes through a pipe, which a process outside empties, and its input
 * is empty.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "front.h"

/* what is copied at most after the end: more than a pipe holds by default */
#define MAX_REST	(1 << 20)

/* the bytes copied; 0: there will be nothing more */
static ssize_t copy(int from, int to)
{
	char buf[4096], *at = buf;
	ssize_t n = read(from, buf, sizeof(buf)), left, done;

	/* the guest can empty its pipe, too */
	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	for (left = n; left; left -= done, at += done) {
		done = write(to, at, left);
		if (done < 0 && errno != EINTR)
			return 0;
		if (done < 0)
			done = 0;
	}
	return n;
}

/* the caller has ended: what is there now, not what goes on to come */
static void copy_rest(int from, int to)
{
	ssize_t n = 1;
	int left = 0;

	if (ioctl(from, FIONREAD, &left))
		return;
	for (left = left < MAX_REST ? left : MAX_REST; left > 0 && n; left -= n)
		n = copy(from, to);
}

/* until the pipes end, or the caller does */
static void copy_all(int control, const int *from)
{
	struct pollfd p[3] = { { .fd = control } };
	int i;

	for (i = 1; i < 3; i++)
		p[i] = (struct pollfd){ .fd = from[i], .events = POLLIN };
	while (!p[0].revents && (p[1].fd >= 0 || p[2].fd >= 0)) {
		if (poll(p, 3, -1) < 0) {
			if (errno != EINTR)
				return;
			p[0].revents = 0;
			continue;
		}
		for (i = 1; i < 3 && !p[0].revents; i++)
			if (p[i].fd >= 0 && p[i].revents && !copy(p[i].fd, i))
				p[i].fd = -1;
	}
	for (i = 1; i < 3; i++)
		if (p[i].fd >= 0)
			copy_rest(p[i].fd, i);
}

static int make_ends(struct relay *r, int *from)
{
	int ends[2], i;

	for (i = 0; i < 3; i++) {
		r->end[i] = from[i] = -1;
		if (!isatty(i))
			continue;
		if (!i) {
			r->end[i] = open("/dev/null", O_RDONLY | O_CLOEXEC);
		} else if (!pipe2(ends, O_CLOEXEC) &&
			   !fcntl(ends[0], F_SETFL, O_NONBLOCK)) {
			from[i] = ends[0];
			r->end[i] = ends[1];
		}
		if (r->end[i] < 0)
			return -1;
	}
	return 0;
}

static void close_ends(const int *ends)
{
	int i;

	for (i = 0; i < 3; i++)
		if (ends[i] >= 0)
			close(ends[i]);
}

int relay_start(struct relay *r)
{
	int from[3] = { -1, -1, -1 }, control[2];

	r->pid = -1;
	if (make_ends(r, from) || pipe2(control, O_CLOEXEC)) {
		msg_errno("cannot make pipes for the terminal");
		return -1;
	}
	r->control = control[1];
	r->pid = fork();
	if (!r->pid) {
		close(control[1]);
		close_ends(r->end);
		signal(SIGINT, SIG_IGN);
		signal(SIGQUIT, SIG_IGN);
		copy_all(control[0], from);
		_exit(0);
	}
	close(control[0]);
	close_ends(from);
	if (r->pid > 0)
		return 0;
	msg_errno("cannot make a process");
	return -1;
}

int relay_enter(const struct relay *r)
{
	int i;

	for (i = 0; i < 3; i++)
		if (r->end[i] >= 0 && dup2(r->end[i], i) < 0)
			return -1;
	return 0;
}

void relay_finish(struct relay *r)
{
	if (r->pid <= 0)
		return;
	close_ends(r->end);
	close(r->control);
	while (waitpid(r->pid, NULL, 0) < 0 && errno == EINTR)
		;
	r->pid = 0;
}
