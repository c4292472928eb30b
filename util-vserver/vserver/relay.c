// SPDX-License-Identifier: GPL-2.0-only
/*
 * Terminals and files of the caller stay with the caller.
 *
 * A guest that has a descriptor of the host's terminal can read what is typed
 * there, and push characters into its input.  One that has a descriptor of a
 * file, if only to read it, opens it for writing by /proc/self/fd, or changes
 * its mode.  So a process outside stands between: what a guest's program writes
 * goes through a pipe, which that process empties; from a terminal there is no
 * input, and that of a file comes through a pipe, too.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
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

/* ---- a file as input ---- */

/*
 * The offset of the file is the caller's, too, who may read on when the program
 * has ended: it moves by what the program took, and not by what was offered.
 */
struct feed {
	int to;			/* write end; -1: the file has ended */
	int pipe;		/* read end: what is left in it tells */
	off_t start, given;
};

static void feed_some(struct feed *feed)
{
	char buf[4096];
	ssize_t n = pread(0, buf, sizeof(buf), feed->start + feed->given);

	if (n > 0)
		n = write(feed->to, buf, n);
	if (n > 0) {
		feed->given += n;
	} else if (!n || (errno != EAGAIN && errno != EINTR)) {
		close(feed->to);
		feed->to = -1;
	}
}

static void feed_end(const struct feed *feed)
{
	int left = 0;

	if (feed->pipe < 0 || ioctl(feed->pipe, FIONREAD, &left))
		return;
	/* the guest can write to its input */
	if (left > feed->given)
		left = feed->given;
	lseek(0, feed->start + feed->given - left, SEEK_SET);
}

/* ---- the process between ---- */

/* until the pipes end, or the caller does */
static void copy_all(int control, const int *from, struct feed *feed)
{
	struct pollfd p[4] = { { .fd = control } };
	int i;

	for (i = 1; i < 3; i++)
		p[i] = (struct pollfd){ .fd = from[i], .events = POLLIN };
	p[3].events = POLLOUT;
	while (!p[0].revents &&
	       (p[1].fd >= 0 || p[2].fd >= 0 || feed->pipe >= 0)) {
		p[3].fd = feed->to;
		if (poll(p, 4, -1) < 0) {
			if (errno != EINTR)
				return;
			p[0].revents = 0;
			continue;
		}
		for (i = 1; i < 3 && !p[0].revents; i++)
			if (p[i].fd >= 0 && p[i].revents && !copy(p[i].fd, i))
				p[i].fd = -1;
		if (feed->to >= 0 && p[3].revents && !p[0].revents)
			feed_some(feed);
	}
	for (i = 1; i < 3; i++)
		if (p[i].fd >= 0)
			copy_rest(p[i].fd, i);
	feed_end(feed);
}

static bool is_relayed(int fd)
{
	struct stat st;

	return isatty(fd) || (!fstat(fd, &st) && S_ISREG(st.st_mode));
}

/* from which everything below it, and above, would be in reach */
static bool is_directory(int fd)
{
	struct stat st;

	return !fstat(fd, &st) && S_ISDIR(st.st_mode);
}

/* standard output and error, which then keep their order in one pipe */
static bool are_one(void)
{
	struct stat out, err;

	return !fstat(1, &out) && !fstat(2, &err) &&
	       out.st_dev == err.st_dev && out.st_ino == err.st_ino;
}

/* the guest's end of a pipe and ours, which does not block */
static int make_pipe(int *theirs, int *ours, bool input)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return -1;
	*theirs = ends[!input];
	*ours = ends[input];
	return fcntl(*ours, F_SETFL, O_NONBLOCK);
}

static int make_ends(struct relay *r, int *ours)
{
	int i, err;

	for (i = 0; i < 3; i++) {
		r->end[i] = ours[i] = -1;
		err = 0;
		if (!is_relayed(i))
			continue;
		if (!i && isatty(0))
			r->end[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
		else if (i == 2 && are_one())
			r->end[2] = fcntl(r->end[1], F_DUPFD_CLOEXEC, 3);
		else
			err = make_pipe(&r->end[i], &ours[i], !i);
		if (err || r->end[i] < 0)
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

/* in the process between */
static void relay_run(struct relay *r, int control, const int *ours)
{
	struct feed feed = { .to = ours[0], .pipe = -1 };

	if (feed.to >= 0) {
		feed.start = lseek(0, 0, SEEK_CUR);
		feed.pipe = r->end[0];
		r->end[0] = -1;
	}
	close_ends(r->end);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	copy_all(control, ours, &feed);
}

int relay_start(struct relay *r)
{
	int ours[3] = { -1, -1, -1 }, control[2], i;

	r->pid = -1;
	for (i = 0; i < 3; i++)
		if (is_directory(i)) {
			msg_error("descriptor %d is a directory of the host:"
				  " redirect it", i);
			return -1;
		}
	if (make_ends(r, ours) || pipe2(control, O_CLOEXEC)) {
		msg_errno("cannot make pipes for terminal and files");
		return -1;
	}
	r->control = control[1];
	r->pid = fork();
	if (!r->pid) {
		close(control[1]);
		relay_run(r, control[0], ours);
		_exit(0);
	}
	close(control[0]);
	close_ends(ours);
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
