// SPDX-License-Identifier: GPL-2.0-only
/*
 * Options that several tools have.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "msg.h"
#include "options.h"

int option_id(enum guest_id kind, const char *text, uint32_t *id)
{
	if (!text)
		text = "self";
	if (!guest_parse_id(kind, text, false, id))
		return 0;
	if (errno == ENOENT)
		msg_error("%s: no such guest", text);
	else if (errno == ESRCH)
		msg_error("%s: the guest has no id, and does not run", text);
	else
		msg_errno("%s", text);
	return -1;
}

int option_list(void *values, const struct cli_option *option,
		const char *arg)
{
	struct vc_word *word = (void *)((char *)values + option->offset);
	const struct vc_names *names = &vc_names[option->value];
	const char *bad;
	size_t len;

	if (!vc_parse_list(arg, names, word, &bad, &len))
		return 0;
	msg_error("Unknown %s '%.*s'", names->what, (int)len, bad);
	return 1;
}

int option_parse_number(const char *text, unsigned long max,
			unsigned long *value)
{
	char *end;

	if (!isdigit((unsigned char)*text))
		return -1;
	errno = 0;
	*value = strtoul(text, &end, 0);
	return errno || *end || *value > max ? -1 : 0;
}

int option_number(void *values, const struct cli_option *option,
		  const char *arg)
{
	unsigned long *field = (void *)((char *)values + option->offset);

	if (!option_parse_number(arg, ULONG_MAX, field))
		return 0;
	msg_error("--%s: '%s' is no number", option->name, arg);
	return -1;
}

/* 0 alone is no mark; any other number alone is all of the bits */
int option_parse_mark(const char *text, struct vcmd_nmark_v0 *mark)
{
	const char *slash = strchr(text, '/');
	unsigned long value, mask = UINT32_MAX;
	char number[32];

	snprintf(number, sizeof(number), "%.*s",
		 slash ? (int)(slash - text) : 31, text);
	if (option_parse_number(number, UINT32_MAX, &value) ||
	    (slash && option_parse_number(slash + 1, UINT32_MAX, &mask)) ||
	    value & ~mask)
		return -1;
	mark->mark = value;
	mark->mask = slash || value ? mask : 0;
	return 0;
}
