/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What root in a finished guest attempts, and what must come of it: a table of
 * attempts, each with the errno that refuses it, each in a process of its own
 * inside one guest.  With the argument "open" the same runs without a context:
 * then the lines fail, which shows that it is the context that refuses.
 */
#ifndef TESTS_GUEST_BOUNDARY_H
#define TESTS_GUEST_BOUNDARY_H

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "vcmd.h"

/* the bound that tools give a guest: no SYS_ADMIN, MKNOD, NET_ADMIN, ... */
#define SECURE_CAPS	0xb44c04ffULL
/* SET_UTSNAME, RAW_ICMP, AUDIT_CONTROL: SYS_ADMIN is in the visible sets */
#define SECURE_CCAPS	0x4101ULL
#define GUEST_ROOT	"/tmp/boundary"

struct attempt {
	const char *name;
	void (*try)(long *result);
	int want;
};

/* an attempt is an expression that is negative when it was refused */
#define TRY(name, expression)						\
static void name(long *result)						\
{									\
	*result = (long)(expression);					\
}

/* a line of the table: the name of an attempt and the errno that refuses it */
#define LINE(try, want)		{ #try, try, want }

static uint64_t boundary_caps = SECURE_CAPS;
static int boundary_failed, boundary_nr;
static bool boundary_open;

static inline void boundary_report(bool good, const char *name)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++boundary_nr, name);
	fflush(stdout);
	boundary_failed += !good;
}

/* the errno of one attempt, 0 when it succeeded, -1 when it did not get there */
static inline int boundary_try(const struct attempt *attempt)
{
	long result = 0;
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		alarm(tap_time(10));
		errno = 0;
		attempt->try(&result);
		status = result < 0 ? errno : 0;
		fflush(stdout);
		_exit(status);
	}
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

static inline void boundary_run(const struct attempt *attempts, int count)
{
	int i, is;

	for (i = 0; i < count; i++) {
		is = boundary_try(&attempts[i]);
		if (is != attempts[i].want)
			printf("# %s: %s, not %s\n", attempts[i].name,
			       is < 0 ? "killed" : strerrorname_np(is) ?: "ok",
			       strerrorname_np(attempts[i].want));
		boundary_report(is == attempts[i].want, attempts[i].name);
	}
}

/* the caller becomes a finished guest with the usual bound */
static inline void boundary_finish(uint32_t id, uint64_t ccaps)
{
	if (boundary_open)
		return;
	CHECK_EQ(net_create(id, NET_FLAGS), id);
	CHECK_EQ(create(id, INIT_FLAGS), id);
	CHECK_EQ(vs_set(SET_BCAPS, id, boundary_caps, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CCAPS, id, ccaps, 0x30f711f), 0);
	CHECK_EQ(vs_set(SET_NFLAGS, id, 0, STATE_SETUP), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, id, 0, SETUP_ENDS), 0);
}

/* what the caller mounts stays in its mount namespace */
static inline void boundary_private_mounts(void)
{
	CHECK_EQ(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), 0);
}

/*
 * The caller's root becomes a tmpfs with /proc, /sys, /dev and /dev/pts, in
 * mount, uts, ipc and pid namespaces of its own; it must fork() to be in the
 * last one, so this runs in the child.
 */
static inline void boundary_pivot(void)
{
	boundary_private_mounts();
	CHECK(!mkdir(GUEST_ROOT, 0755) || errno == EEXIST);
	CHECK_EQ(mount("guest", GUEST_ROOT, "tmpfs", 0, "mode=755"), 0);
	CHECK_EQ(chdir(GUEST_ROOT), 0);
	CHECK_EQ(mkdir("proc", 0755) | mkdir("sys", 0755) |
		 mkdir("dev", 0755) | mkdir("tmp", 01777) | mkdir("old", 0755),
		 0);
	CHECK_EQ(mount("proc", "proc", "proc", 0, NULL), 0);
	CHECK_EQ(mount("/sys", "sys", NULL, MS_BIND | MS_REC, NULL), 0);
	CHECK_EQ(mkdir("dev/pts", 0755), 0);
	CHECK_EQ(mount("/dev/pts", "dev/pts", NULL, MS_BIND, NULL), 0);
	CHECK_EQ(syscall(SYS_pivot_root, ".", "old"), 0);
	CHECK_EQ(chdir("/"), 0);
	CHECK_EQ(umount2("/old", MNT_DETACH), 0);
}

/* run @inside in a child that is the guest; its count of failures is added */
static inline void boundary_in_child(void (*inside)(void))
{
	struct {
		int failed, nr;
	} *sum = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status = -1;
	pid_t pid;

	CHECK(sum != MAP_FAILED);
	fflush(stdout);
	pid = fork();
	if (!pid) {
		inside();
		sum->failed = boundary_failed;
		sum->nr = boundary_nr;
		fflush(stdout);
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	/* a guest that died reports too few lines, which is a failure as well */
	boundary_failed = sum->failed + !!status;
	boundary_nr = sum->nr;
}

/* the text of a small file, for a comparison before and after */
static inline char *boundary_text(const char *name)
{
	char buf[4096];
	int fd = open(name, O_RDONLY);
	ssize_t got = fd < 0 ? 0 : read(fd, buf, sizeof(buf) - 1);

	buf[got < 0 ? 0 : got] = '\0';
	close(fd);
	return strdup(buf);
}

/* write a small file; -1 with errno */
static inline long write_file(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY), err;
	long ret = fd < 0 ? -1 : write(fd, text, strlen(text));

	err = errno;
	close(fd);
	errno = err;
	return ret;
}

#endif /* TESTS_GUEST_BOUNDARY_H */
