// SPDX-License-Identifier: GPL-2.0-only
/*
 * vps: ps of all contexts, with a column that names the context.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest.h"
#include "msg.h"
#include "vserver.h"

#define PS		"/usr/bin/ps"
#define WIDTH		20
#define EXIT_FAILED	254

/* ps runs as a spectator: it sees every process and can change nothing */
static void run_ps(int out, char **argv)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (vc_ctx_migrate(VX_WATCH_XID, 0) < 0) {
		msg_errno("cannot become a spectator");
		_exit(EXIT_FAILED);
	}
	if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(out, STDOUT_FILENO) < 0) {
		msg_errno("cannot redirect ps");
		_exit(EXIT_FAILED);
	}
	argv[0] = "ps";
	execv(PS, argv);
	msg_errno(PS);
	_exit(EXIT_FAILED);
}

/* behind the word PID of the header, 0 when there is none */
static size_t find_column(const char *header)
{
	const char *p = header;

	while ((p = strstr(p, "PID"))) {
		if ((p == header || isspace((unsigned char)p[-1])) &&
		    (!p[3] || isspace((unsigned char)p[3])))
			return p + 3 - header;
		p += 3;
	}
	return 0;
}

/* the number that ends at a column, however wide ps made it */
static pid_t pid_before(const char *line, size_t end)
{
	size_t start = end;

	while (start && isdigit((unsigned char)line[start - 1]))
		start--;
	return start == end ? -1 : (pid_t)strtol(line + start, NULL, 10);
}

static void name_of(uint32_t xid, char name[NAME_MAX + 1])
{
	char dir[PATH_MAX];

	*name = 0;
	if (xid == VX_HOST_XID)
		strcpy(name, "MAIN");
	else if (xid == VX_WATCH_XID)
		strcpy(name, "ALL_PROC");
	else if (!guest_of_xid(xid, dir))
		guest_display_name(dir, name);
}

static void print_context(pid_t pid)
{
	int xid = pid < 0 ? -1 : vc_get_task_xid(pid);
	char name[NAME_MAX + 1];
	int len;

	if (xid < 0) {
		printf("%-*s", WIDTH, "ERR");
		return;
	}
	name_of(xid, name);
	len = printf("%5d %s", xid, name);
	printf("%*s", len < WIDTH ? WIDTH - len : 1, "");
}

static void print_line(char *line, size_t column, bool header)
{
	size_t len = strlen(line);

	if (len && line[len - 1] == '\n')
		line[--len] = 0;
	if (len < column) {
		puts(line);
		return;
	}
	printf("%.*s ", (int)column, line);
	if (header)
		printf("%-*s", WIDTH, "CONTEXT");
	else
		print_context(pid_before(line, column));
	puts(line + column + (line[column] == ' '));
}

/* 0, or -1 when ps shows no pids; an error of ps is no output at all */
static int copy(FILE *in)
{
	size_t size = 0, column = 0;
	char *line = NULL;
	int ret = 0;

	if (getline(&line, &size, in) >= 0) {
		column = find_column(line);
		if (column)
			print_line(line, column, true);
		else
			ret = -1;
	}
	while (!ret && getline(&line, &size, in) >= 0)
		print_line(line, column, false);
	free(line);
	fflush(stdout);
	return ret;
}

/* end as ps did */
static int end_like(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return EXIT_FAILED;
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	signal(WTERMSIG(status), SIG_DFL);
	raise(WTERMSIG(status));
	return EXIT_FAILED;
}

int main(int argc, char **argv)
{
	int fd[2], no_pids;
	pid_t child;
	FILE *in;

	(void)argc;
	msg_set_program(argv[0]);
	if (pipe2(fd, O_CLOEXEC)) {
		msg_errno("cannot make a pipe");
		return EXIT_FAILED;
	}
	child = fork();
	if (!child)
		run_ps(fd[1], argv);
	close(fd[1]);
	in = fdopen(fd[0], "r");
	if (child < 0 || !in) {
		msg_errno("cannot run ps");
		return EXIT_FAILED;
	}
	no_pids = copy(in);
	fclose(in);
	if (no_pids) {
		msg_error("ps shows no column PID");
		end_like(child);
		return EXIT_FAILED;
	}
	return end_like(child);
}
