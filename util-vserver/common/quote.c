// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names that a guest chose, on a terminal of the host's or in a line of output.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "quote.h"

/* the bytes of the printable character at @p, 0 when there is none */
static size_t printable(const unsigned char *p)
{
	size_t len, i;

	if (*p < 0x80)
		return *p >= ' ' && *p != 0x7f;
	/* what follows C2 up to 9F are control characters */
	if (*p < 0xc2 || *p > 0xf4 || (*p == 0xc2 && p[1] < 0xa0))
		return 0;
	len = *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
	/* longer than it has to be; some terminals take it for the short one */
	if ((*p == 0xe0 && p[1] < 0xa0) || (*p == 0xf0 && p[1] < 0x90))
		return 0;
	for (i = 1; i < len; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

/* in one piece: stderr has no buffer */
void quote_print(FILE *f, const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	char *quoted = malloc(4 * strlen(text) + 1), *to = quoted;
	size_t len;

	if (!quoted)
		return;
	while (*p) {
		len = printable(p);
		if (len)
			to = mempcpy(to, p, len);
		else
			to += sprintf(to, "\\%03o", *p);
		p += len ? len : 1;
	}
	*to = 0;
	fputs(quoted, f);
	free(quoted);
}
