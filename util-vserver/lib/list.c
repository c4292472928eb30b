// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: lists of flag names, as text and as masks.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "vserver.h"

/* every non-empty beginning of @word counts: old scripts shorten them */
static int is_word(const char *text, size_t len, const char *word)
{
	return len <= strlen(word) && !strncasecmp(text, word, len);
}

static int parse_number(const char *text, size_t len, uint64_t *value)
{
	char buf[32], *end;
	int bit = *text == '^';

	if (len <= (size_t)bit || len >= sizeof(buf))
		return -1;
	memcpy(buf, text, len);
	buf[len] = 0;
	if (bit ? !isdigit(buf[1]) : !isdigit(buf[0]) && buf[0] != '-')
		return -1;
	errno = 0;
	*value = strtoull(buf + bit, &end, bit ? 10 : 0);
	if (errno || *end)
		return -1;
	if (bit) {
		if (*value > 63)
			return -1;
		*value = 1ULL << *value;
	}
	return 0;
}

static int parse_name(const char *text, size_t len,
		      const struct vc_names *names, uint64_t *value)
{
	size_t skip = names->prefix ? strlen(names->prefix) : 0;
	const struct vc_name *n;

	if (skip && len > skip && !strncasecmp(text, names->prefix, skip)) {
		text += skip;
		len -= skip;
	}
	for (n = names->names; n->name; n++)
		if (strlen(n->name) == len && !strncasecmp(n->name, text, len))
			break;
	*value = n->value;
	return n->name ? 0 : -1;
}

static int parse_element(const char *text, size_t len,
			 const struct vc_names *names, struct vc_word *word)
{
	uint64_t value;
	int clear = 0;

	for (; len && (*text == '~' || *text == '!'); text++, len--)
		clear = !clear;
	if (!len)
		return -1;
	if (is_word(text, len, "all") || is_word(text, len, "any"))
		value = ~0ULL;
	else if (is_word(text, len, "none"))
		value = 0;
	else if (parse_number(text, len, &value) &&
		 parse_name(text, len, names, &value))
		return -1;
	word->mask |= value;
	word->value = clear ? word->value & ~value : word->value | value;
	return 0;
}

int vc_parse_list(const char *text, const struct vc_names *names,
		  struct vc_word *word, const char **bad, size_t *bad_len)
{
	while (*text) {
		size_t len = strcspn(text, ",");

		if (parse_element(text, len, names, word)) {
			*bad = text;
			*bad_len = len;
			errno = EINVAL;
			return -1;
		}
		text += len;
		if (*text)
			text++;
	}
	return 0;
}

static const char *name_of(uint64_t value, const struct vc_names *names)
{
	const struct vc_name *n;

	for (n = names->names; n->name; n++)
		if (n->value == value)
			return n->name;
	return NULL;
}

size_t vc_format_list(uint64_t value, const struct vc_names *names, char *buf,
		      size_t size)
{
	const char *name = value ? name_of(value, names) : NULL;
	uint64_t left = value;
	size_t len = 0;
	int bit;

	if (size)
		*buf = 0;
	for (bit = 0; left; bit++) {
		uint64_t one = 1ULL << bit;
		char number[16];
		size_t start = len;

		if (!(left & one))
			continue;
		left = name ? 0 : left & ~one;
		snprintf(number, sizeof(number), "^%d", bit);
		if (!name)
			name = name_of(one, names);
		len += snprintf(len < size ? buf + len : NULL,
				len < size ? size - len : 0, "%s%s",
				len ? "," : "", name ? name : number);
		name = NULL;
		for (; names->upper && start < len && start < size; start++)
			buf[start] = toupper(buf[start]);
	}
	return len;
}
