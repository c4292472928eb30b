// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of execution domains.
 */
#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/personality.h>

#include "personality.h"

struct name {
	const char *name;
	unsigned long value;
};

static const struct name types[] = {
	{ "LINUX", PER_LINUX },
	{ "LINUX_32BIT", PER_LINUX_32BIT },
	{ "SVR4", PER_SVR4 },
	{ "SVR3", PER_SVR3 },
	{ "SCOSVR3", PER_SCOSVR3 },
	{ "OSR5", PER_OSR5 },
	{ "WYSEV386", PER_WYSEV386 },
	{ "ISCR4", PER_ISCR4 },
	{ "BSD", PER_BSD },
	{ "SUNOS", PER_SUNOS },
	{ "XENIX", PER_XENIX },
	{ "LINUX32", PER_LINUX32 },
	{ "LINUX32_3GB", PER_LINUX32_3GB },
	{ "IRIX32", PER_IRIX32 },
	{ "IRIXN32", PER_IRIXN32 },
	{ "IRIX64", PER_IRIX64 },
	{ "RISCOS", PER_RISCOS },
	{ "SOLARIS", PER_SOLARIS },
	{ "UW7", PER_UW7 },
	{ "HPUX", PER_HPUX },
	{ "OSF4", PER_OSF4 },
	{ NULL, 0 }
};

static const struct name flags[] = {
	{ "UNAME26", UNAME26 },
	{ "ADDR_NO_RANDOMIZE", ADDR_NO_RANDOMIZE },
	{ "FDPIC_FUNCPTRS", FDPIC_FUNCPTRS },
	{ "MMAP_PAGE_ZERO", MMAP_PAGE_ZERO },
	{ "ADDR_COMPAT_LAYOUT", ADDR_COMPAT_LAYOUT },
	{ "READ_IMPLIES_EXEC", READ_IMPLIES_EXEC },
	{ "ADDR_LIMIT_32BIT", ADDR_LIMIT_32BIT },
	{ "SHORT_INODE", SHORT_INODE },
	{ "WHOLE_SECONDS", WHOLE_SECONDS },
	{ "STICKY_TIMEOUTS", STICKY_TIMEOUTS },
	{ "ADDR_LIMIT_3GB", ADDR_LIMIT_3GB },
	{ NULL, 0 }
};

static int parse(const char *text, size_t len, const struct name *names,
		 unsigned long *value)
{
	char word[32], *end;

	if (!len || len >= sizeof(word))
		return -1;
	memcpy(word, text, len);
	word[len] = 0;
	if (isdigit(*word)) {
		errno = 0;
		*value = strtoul(word, &end, 0);
		return errno || *end ? -1 : 0;
	}
	for (; names->name; names++)
		if (!strcasecmp(word, names->name)) {
			*value = names->value;
			return 0;
		}
	return -1;
}

int personality_parse_type(const char *text, unsigned long *value)
{
	if (!strncasecmp(text, "PER_", 4))
		text += 4;
	return parse(text, strlen(text), types, value);
}

int personality_parse_flags(const char *text, unsigned long *value)
{
	unsigned long one;

	while (*text) {
		size_t len = strcspn(text, ",");

		if (parse(text, len, flags, &one))
			return -1;
		*value |= one;
		text += len;
		if (*text)
			text++;
	}
	return 0;
}
