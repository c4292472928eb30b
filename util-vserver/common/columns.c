// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sizes and times as vserver-stat shows them.
 */
#include <stdio.h>

#include "columns.h"

#define MAX_DAYS	998001

void column_size(uint64_t bytes, char text[COLUMN_TEXT])
{
	static const char suffix[] = " KMGT";
	unsigned int rest = 0, i = 0;

	while (bytes >= 1000 && suffix[i + 1]) {
		rest = bytes % 1024;
		bytes /= 1024;
		i++;
	}
	rest = rest * 10 / 1024;
	if (rest)
		snprintf(text, COLUMN_TEXT, "%llu.%u%c",
			 (unsigned long long)bytes, rest, suffix[i]);
	else
		snprintf(text, COLUMN_TEXT, "%llu%c",
			 (unsigned long long)bytes, suffix[i]);
}

void column_time(uint64_t milliseconds, char text[COLUMN_TEXT])
{
	uint64_t seconds = milliseconds / 1000;
	unsigned int centi = milliseconds % 1000 / 10;
	unsigned int s = seconds % 60, m = seconds / 60 % 60;
	unsigned int h = seconds / 3600 % 24;
	uint64_t days = seconds / 86400;

	if (days > MAX_DAYS)
		snprintf(text, COLUMN_TEXT, "INVALID");
	else if (days > 999)
		snprintf(text, COLUMN_TEXT, "%uy%02ud%02u",
			 (unsigned int)days / 365, (unsigned int)days % 365, h);
	else if (days)
		snprintf(text, COLUMN_TEXT, "%ud%02uh%02u", (unsigned int)days,
			 h, m);
	else if (h)
		snprintf(text, COLUMN_TEXT, "%uh%02um%02u", h, m, s);
	else
		snprintf(text, COLUMN_TEXT, "%um%02us%02u", m, s, centi);
}
