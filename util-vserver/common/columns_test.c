// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sizes and times as vserver-stat shows them.
 */
#include "columns.h"
#include "tap.h"

#define SECOND	1000ULL
#define HOUR	(3600 * SECOND)
#define DAY	(24 * HOUR)

static void size_is(uint64_t bytes, const char *want)
{
	char text[COLUMN_TEXT];

	column_size(bytes, text);
	if (strcmp(text, want))
		printf("# %s, not %s\n", text, want);
	CHECK(!strcmp(text, want));
}

static void time_is(uint64_t ms, const char *want)
{
	char text[COLUMN_TEXT];

	column_time(ms, text);
	if (strcmp(text, want))
		printf("# %s, not %s\n", text, want);
	CHECK(!strcmp(text, want));
}

static void sizes_are_scaled(void)
{
	size_is(0, "0 ");
	size_is(999, "999 ");
	size_is(1000, "0.9K");
	size_is(1024, "1K");
	size_is(1536, "1.5K");
	size_is(100ULL << 20, "100M");
	size_is(999ULL << 20, "999M");
	size_is(1000ULL << 20, "0.9G");
	size_is(5ULL << 50, "5120T");
}

static void times_have_three_units(void)
{
	time_is(0, "0m00s00");
	time_is(50, "0m00s05");
	time_is(500, "0m00s50");
	time_is(15 * SECOND + 90, "0m15s09");
	time_is(HOUR - 1, "59m59s99");
	time_is(HOUR, "1h00m00");
	time_is(DAY + 20 * HOUR + 41 * 60 * SECOND, "1d20h41");
	time_is(999 * DAY, "999d00h00");
	time_is(1000 * DAY + HOUR, "2y270d01");
	time_is(998001 * DAY, "2734y91d00");
	time_is(998002 * DAY, "INVALID");
}

static const struct tap_test tests[] = {
	TAP_TEST(sizes_are_scaled),
	TAP_TEST(times_have_three_units),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
