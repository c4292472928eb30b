/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The objects that the rows act on: those of the owner, and what a caller has
 * of its own.  Each attempt is made in a process of its own, in /isolation.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_VICTIM_H
#define TESTS_ISOLATION_SYSCALLS_VICTIM_H

#include <dirent.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>

#include "syscalls_row.h"

#define ROOM	"/isolation"

static enum owner owner;

static char buf[65536] __attribute__((aligned(4096)));
static struct iovec io = { buf, 8 };
static char *const no_args[] = { NULL };

/* what an attempt itself needs is not there: the cell is "killed" */
#define NEED(condition) do {						\
	if (!(condition)) {						\
		fprintf(stderr, "%s:%d: %s: %s: %s\n", __FILE__,	\
			__LINE__, __func__, #condition,			\
			strerror(errno));				\
		_exit(CELL_KILLED);					\
	}								\
} while (0)

static inline long need_at(long result, const char *file, int line)
{
	if (result != -1)
		return result;
	fprintf(stderr, "%s:%d: %s\n", file, line, strerror(errno));
	_exit(CELL_KILLED);
}

#define need(...)	need_at((long)(__VA_ARGS__), __FILE__, __LINE__)
#define is(result, want)	NEED((long)(result) == (long)(want))

/* the errno by which a kernel tells that it does not have this */
static inline long lacks(int err, long result)
{
	if (result == -1 && errno == err)
		errno = ENOSYS;
	return result;
}

static inline long number_of(const char *name)
{
	return strtol(fact_of(owner, name), NULL, 0);
}

/* ---- processes ---- */

/* a process of the caller's that sleeps */
static inline pid_t new_child(void)
{
	pid_t pid = fork();

	NEED(pid >= 0);
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;)
		pause();
}

static inline pid_t target(void)
{
	static pid_t child;

	if (owner != OWN)
		return number_of("PID");
	if (!child)
		child = new_child();
	return child;
}

/* the child ends, its parent waits for it */
static inline long born(long pid)
{
	int status;

	if (!pid)
		_exit(0);
	if (pid > 0)
		is(waitpid(pid, &status, __WALL), pid);
	return pid;
}

/* a child that has ended */
static inline pid_t new_zombie(void)
{
	siginfo_t info;
	pid_t pid = fork();

	if (!pid)
		_exit(0);
	need(waitid(P_PID, pid, &info, WEXITED | WNOWAIT));
	return pid;
}

/* ---- paths ---- */

/*
 * The root of the other guest is beside ours, the host's root above: what leads
 * there leads nowhere in the guest.
 */
static inline const char *below(const char *name)
{
	static char paths[8][128];
	static int nr;
	char *path = paths[nr++ % 8];

	if (owner == OWN)
		snprintf(path, 128, ROOM "/%s", name);
	else if (owner == OTHER)
		snprintf(path, 128, "/../%s/%s", fact_of(OTHER, "NAME"), name);
	else
		snprintf(path, 128, "/../../../%s", name);
	return path;
}

static inline const char *file(void)
{
	return below(owner == OWN ? "file" : fact_of(owner, "FILE") + 1);
}

/* a directory; it is the host's that is in no guest */
static inline const char *dir(void)
{
	return below(owner == OWN ? "dir" :
		     owner == OTHER ? "run" : "vservers");
}

/* a name that is not there, in a directory of the owner */
static inline const char *new(void)
{
	return below(owner == OWN ? "dir/new" :
		     owner == OTHER ? "run/isolation" : "vservers/isolation");
}

/* what to remove: of others a directory that is in use */
static inline const char *spare(void)
{
	return owner == OWN ? ROOM "/spare" : dir();
}

static inline void put_file(const char *name)
{
	int fd = open(name, O_CREAT | O_TRUNC | O_WRONLY, 0700);

	is(write(fd, "0123456789abcdef", 16), 16);
	close(fd);
}

/* the room as each attempt finds it */
static inline void furnish(void)
{
	unlink(ROOM "/dir/new");
	rmdir(ROOM "/dir/new");
	rmdir(ROOM "/empty");
	unlink(ROOM "/link");
	mkdir(ROOM, 0755);
	mkdir(ROOM "/dir", 0755);
	mkdir(ROOM "/empty", 0755);
	put_file(ROOM "/file");
	put_file(ROOM "/spare");
	need(symlink("file", ROOM "/link"));
	need(chdir(ROOM));
}

/* ---- descriptors ---- */

static inline int a_file(void)
{
	return need(open(ROOM "/file", O_RDWR));
}

static inline int a_dir(void)
{
	return need(open(ROOM "/dir", O_RDONLY | O_DIRECTORY));
}

/* one that can be read from, with something in it */
static inline int a_pipe(int end)
{
	static int ends[2];

	if (!ends[1]) {
		need(pipe(ends));
		is(write(ends[1], "text", 4), 4);
	}
	return ends[end];
}

static inline int a_pair(int end)
{
	static int ends[2];

	if (!ends[1]) {
		need(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
		is(write(ends[1], "text", 4), 4);
	}
	return ends[end];
}

static inline int tcp(void)
{
	return need(socket(AF_INET, SOCK_STREAM, 0));
}

static inline int udp(void)
{
	return need(socket(AF_INET, SOCK_DGRAM, 0));
}

/* ---- memory ---- */

static inline char *pages(void)
{
	char *at = mmap(NULL, 16384, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	NEED(at != MAP_FAILED);
	at[0] = 1;
	return at;
}

/* an address, which may look negative */
static inline long address(long at)
{
	return at == -1 ? -1 : 0;
}

#endif /* TESTS_ISOLATION_SYSCALLS_VICTIM_H */
