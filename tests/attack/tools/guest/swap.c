// SPDX-License-Identifier: GPL-2.0-only
/*
 * swap A B: what the two names are changes places, again and again, so that
 * each of them is now this and now that.  With a third argument, a number, A
 * and B are directories, and the names in them are swapped: 0, 1, ...
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void name(char *buf, const char *path, int many, int i)
{
	if (many)
		snprintf(buf, 256, "%s/%d", path, i);
	else
		snprintf(buf, 256, "%s", path);
}

int main(int argc, char **argv)
{
	int i = 0, many = argc > 3 ? atoi(argv[3]) : 0;
	char a[256], b[256];

	if (argc < 3)
		return 2;
	for (;;) {
		name(a, argv[1], many, i);
		name(b, argv[2], many, i);
		renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE);
		if (many)
			i = (i + 1) % many;
	}
}
