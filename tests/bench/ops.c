// SPDX-License-Identifier: GPL-2.0-only
/*
 * The benchmark: its operations.
 *
 * They use plain system calls where the C library would add work of its own,
 * as what counts is the kernel's share.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#define PROGRAM		"/host/nothing"
#define DIRECTORY	"/host/files"	/* d00/f, d01/f, ... */
#define FILES		64
#define PAGES		256

static char file_name[FILES][16];
static int pipe_fd[2];
static pid_t sleeper;

/*
 * Many files in as many directories: the length of a chain in the hash table of
 * names is a matter of luck, and of one name it would show.
 */
void bench_name_files(void)
{
	int i;

	bench_must("chdir " DIRECTORY, chdir(DIRECTORY));
	for (i = 0; i < FILES; i++)
		snprintf(file_name[i], sizeof(file_name[i]), "d%02d/f", i);
}

static const char *next_file(void)
{
	static unsigned int i;

	return file_name[i++ % FILES];
}

static void call_getppid(void)
{
	syscall(SYS_getppid);
}

static void call_stat(void)
{
	struct stat st;

	bench_must("stat", syscall(SYS_stat, next_file(), &st));
}

static void call_open(void)
{
	int fd = bench_must("open", syscall(SYS_open, next_file(), O_RDONLY));

	syscall(SYS_close, fd);
}

static void begin_pipe(void)
{
	bench_must("pipe", pipe(pipe_fd));
}

static void call_pipe(void)
{
	char c = 'x';

	bench_must("write", syscall(SYS_write, pipe_fd[1], &c, 1));
	bench_must("read", syscall(SYS_read, pipe_fd[0], &c, 1));
}

static void end_pipe(void)
{
	close(pipe_fd[0]);
	close(pipe_fd[1]);
}

static void call_fork(void)
{
	long pid = bench_must("fork", syscall(SYS_fork));

	if (!pid)
		syscall(SYS_exit, 0);
	bench_must("wait4", syscall(SYS_wait4, pid, NULL, 0, NULL));
}

static void call_exec(void)
{
	static char *const argv[] = { (char *)PROGRAM, NULL };
	static char *const envp[] = { NULL };
	int status;
	pid_t pid = vfork();

	if (!pid) {
		syscall(SYS_execve, PROGRAM, argv, envp);
		_exit(127);
	}
	bench_must("vfork", pid);
	bench_must("wait4", syscall(SYS_wait4, pid, &status, 0, NULL));
	bench_must("exec", status ? -1 : 0);
}

static void begin_kill(void)
{
	sleeper = bench_must("fork", fork());
	if (!sleeper)
		for (;;)
			pause();
}

static void call_kill(void)
{
	bench_must("kill", syscall(SYS_kill, sleeper, 0));
}

static void end_kill(void)
{
	kill(sleeper, SIGKILL);
	waitpid(sleeper, NULL, 0);
}

static void call_fault(void)
{
	volatile char *page;
	int i;

	page = mmap(NULL, PAGES * 4096, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		bench_must("mmap", -1);
	for (i = 0; i < PAGES; i++)
		page[i * 4096] = 1;
	munmap((void *)page, PAGES * 4096);
}

static void call_proc(void)
{
	char text[1024];
	int fd = bench_must("open", syscall(SYS_open, "/proc/self/stat",
					    O_RDONLY));

	bench_must("read", syscall(SYS_read, fd, text, sizeof(text)));
	syscall(SYS_close, fd);
}

const struct bench_op bench_ops[] = {
	{ "getppid", NULL, call_getppid, NULL, 0, 1, 150000 },
	{ "stat", NULL, call_stat, NULL, 0, 1, 20000 },
	{ "open+close", NULL, call_open, NULL, 0, 1, 12000 },
	{ "pipe", begin_pipe, call_pipe, end_pipe, 0, 1, 20000 },
	{ "kill", begin_kill, call_kill, end_kill, 0, 1, 50000 },
	{ "page-fault", NULL, call_fault, NULL, 0, PAGES, 60 },
	{ "fork+exit", NULL, call_fork, NULL, 0, 1, 400 },
	{ "exec", NULL, call_exec, NULL, 0, 1, 250 },
	{ "/proc/self/stat", NULL, call_proc, NULL, 0, 1, 2000 },
};

const int bench_count = sizeof(bench_ops) / sizeof(bench_ops[0]);
