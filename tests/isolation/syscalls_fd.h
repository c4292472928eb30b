/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls on descriptors of files, directories and pipes.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_FD_H
#define TESTS_ISOLATION_SYSCALLS_FD_H

#include <linux/close_range.h>
#include <sys/file.h>
#include <sys/ioctl.h>

#include "syscalls_numbers.h"
#include "syscalls_victim.h"

static struct cache_range whole;

OWN(cachestat, a_file(), &whole, buf, 0);
OWN(close, a_file());
OWN(close_range, a_file(), 100, 0);
OWN(copy_file_range, a_file(), NULL, a_file(), NULL, 0, 0);
OWN(dup, a_file());
OWN(dup2, a_file(), 100);
OWN(dup3, a_file(), 100, 0);
OWN(fadvise64, a_file(), WIDE(0), 0, 0);
OWN(fallocate, a_file(), 0, WIDE(0), WIDE(4096));
OWN(fchdir, a_dir());
OWN(fchmod, a_file(), 0600);
OWN(fchown, a_file(), 0, 0);
OWN(fdatasync, a_file());
OWN(flock, a_file(), LOCK_EX | LOCK_NB);
OWN(fstat, a_file(), buf);
OWN(fstatfs, a_file(), buf);
OWN(fsync, a_file());
OWN(ftruncate, a_file(), 4096L);
OWN(getdents, a_dir(), buf, sizeof(buf));
OWN(getdents64, a_dir(), buf, sizeof(buf));
OWN(ioctl, a_pipe(0), FIONREAD, buf);
OWN(lseek, a_file(), 0L, SEEK_SET);
OWN(memfd_create, "isolation", 0);
OWN_EXPR("memfd_create:MFD_HUGETLB",
	 CALL(memfd_create, "isolation", MFD_HUGETLB));
OWN(memfd_secret, 0);
OWN(pipe, buf);
OWN(pipe2, buf, O_CLOEXEC);
OWN(pread64, a_file(), buf, 8, WIDE(0));
OWN(preadv, a_file(), &io, 1, 0L, 0L);
OWN(preadv2, a_file(), &io, 1, 0L, 0L, 0L);
OWN(pwrite64, a_file(), buf, 8, WIDE(0));
OWN(pwritev, a_file(), &io, 1, 0L, 0L);
OWN(pwritev2, a_file(), &io, 1, 0L, 0L, 0L);
OWN(read, a_file(), buf, 8);
OWN(readahead, a_file(), WIDE(0), 4096);
OWN(readv, a_file(), &io, 1);
OWN(sendfile, a_pipe(1), a_file(), NULL, 8);
OWN(splice, a_file(), NULL, a_pipe(1), NULL, 8, 0);
OWN(sync_file_range, a_file(), WIDE(0), WIDE(0), 0);
OWN(syncfs, a_file());
OWN(vmsplice, a_pipe(1), &io, 1, 0);
OWN(write, a_file(), buf, 8);
OWN(writev, a_file(), &io, 1);

static inline long tee_pipe(void)
{
	int ends[2];

	need(pipe(ends));
	return CALL(tee, a_pipe(0), ends[1], 4, 0);
}

OWN_EXPR("tee", tee_pipe());

/* ---- fcntl ---- */

static inline struct flock *lock(void)
{
	static struct flock whole_file = { .l_type = F_WRLCK };

	return &whole_file;
}

#define FCNTL(call)							\
	OWN(call, a_file(), F_GETFL, 0);				\
	OWN_EXPR(#call ":F_GETLK",					\
		 CALL(call, a_file(), F_GETLK, lock()));		\
	OWN_EXPR(#call ":F_SETLEASE",					\
		 CALL(call, a_file(), F_SETLEASE, F_WRLCK));		\
	OWN_EXPR(#call ":F_SETPIPE_SZ",					\
		 CALL(call, a_pipe(0), F_SETPIPE_SZ, 4096))

FCNTL(fcntl);

#ifdef __i386__
FCNTL(fcntl64);
OWN(_llseek, a_file(), 0, 0, buf, SEEK_SET);
OWN(fadvise64_64, a_file(), WIDE(0), WIDE(0), 0);
OWN(fchown32, a_file(), 0, 0);
OWN(fstat64, a_file(), buf);
/* the size of struct statfs64 */
OWN(fstatfs64, a_file(), 84, buf);
OWN(ftruncate64, a_file(), WIDE(4096));
OWN(oldfstat, a_file(), buf);
OWN(readdir, a_dir(), buf, 1);
OWN(sendfile64, a_pipe(1), a_file(), NULL, 8);
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_FD_H */
