// SPDX-License-Identifier: GPL-2.0-only
/*
 * Messages of the tools.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "msg.h"
#include "quote.h"

static const char *program = "vserver";

void msg_set_program(const char *argv0)
{
	const char *slash = argv0 ? strrchr(argv0, '/') : NULL;

	if (argv0 && *argv0)
		program = slash ? slash + 1 : argv0;
}

const char *msg_program(void)
{
	return program;
}

/* a message may quote a guest, and goes to a terminal of the host's */
static void print(const char *kind, const char *format, va_list args)
{
	char *text = NULL;

	fflush(stdout);
	fprintf(stderr, "%s: %s", program, kind);
	if (vasprintf(&text, format, args) < 0)
		return;
	quote_print(stderr, text);
	free(text);
}

void msg_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print("", format, args);
	va_end(args);
	fputc('\n', stderr);
}

/* ENOSYS: no such kernel, or a caller that may not use the call */
static const char *remedy(int err)
{
	struct stat st;

	if (err != ENOSYS)
		return "";
	return stat("/proc/virtual", &st) ?
		" (this kernel has no Linux-VServer: boot a patched one)" :
		" (only the host's root may use the system call)";
}

void msg_errno(const char *format, ...)
{
	int err = errno;
	va_list args;

	va_start(args, format);
	print("", format, args);
	va_end(args);
	fprintf(stderr, ": %s%s\n", strerror(err), remedy(err));
	errno = err;
}

void msg_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print("warning: ", format, args);
	va_end(args);
	fputc('\n', stderr);
}
