/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Commands, and what they say.  Included by the tests of what ip(8) shows.
 */
#ifndef TESTS_GUEST_SAID_H
#define TESTS_GUEST_SAID_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vcmd.h"

/* what a command says, its errors as well */
static inline char *said(const char *command)
{
	static char text[1 << 20];
	char line[128];
	size_t len;
	int status;
	FILE *f;

	snprintf(line, sizeof(line), "timeout 20 %s 2>&1", command);
	f = popen(line, "r");
	CHECK(f);
	len = fread(text, 1, sizeof(text) - 1, f);
	text[len] = 0;
	status = pclose(f);
	if (status)
		printf("# %s: %s\n", command, text);
	CHECK_EQ(status, 0);
	return text;
}

static inline void has(const char *text, const char *part)
{
	if (!strstr(text, part))
		printf("# no \"%s\" in: %s\n", part, text);
	CHECK(strstr(text, part));
}

static inline void has_not(const char *text, const char *part)
{
	if (strstr(text, part))
		printf("# \"%s\" in: %s\n", part, text);
	CHECK(!strstr(text, part));
}

static inline void run(const char *command)
{
	CHECK_EQ(system(command), 0);
}

#endif /* TESTS_GUEST_SAID_H */
