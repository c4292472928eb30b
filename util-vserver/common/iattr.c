// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attributes of inodes, as letters.
 */
#include <ctype.h>
#include <stddef.h>

#include "iattr.h"

/* older kernels had it; it has a column still */
#define IATTR_WRITE	0x00000008

static const struct {
	char letter;
	uint32_t flag;
} letters[IATTR_TEXT - 1] = {
	{ 'a', IATTR_ADMIN },
	{ 'w', IATTR_WATCH },
	{ 'h', IATTR_HIDE },
	{ 'm', IATTR_WRITE },
	{ 'b', IATTR_BARRIER },
	{ 'u', IATTR_IXUNLINK },
	{ 'i', IATTR_IMMUTABLE },
	{ 'c', IATTR_COW },
	{ 'x', IATTR_TAG },
};

void iattr_format(const struct vc_iattr *attr, char text[IATTR_TEXT])
{
	size_t i;

	for (i = 0; i < IATTR_TEXT - 1; i++)
		if (!(attr->mask & letters[i].flag))
			text[i] = '-';
		else if (attr->flags & letters[i].flag)
			text[i] = toupper(letters[i].letter);
		else
			text[i] = letters[i].letter;
	text[i] = 0;
}
