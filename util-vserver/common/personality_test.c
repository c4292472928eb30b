// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of execution domains.
 */
#include <sys/personality.h>

#include "personality.h"
#include "tap.h"

static void types_are_read(void)
{
	unsigned long value = 99;

	CHECK_EQ(personality_parse_type("linux32", &value), 0);
	CHECK_EQ(value, PER_LINUX32);
	CHECK_EQ(personality_parse_type("PER_LINUX", &value), 0);
	CHECK_EQ(value, PER_LINUX);
	CHECK_EQ(personality_parse_type("0x10", &value), 0);
	CHECK_EQ(value, 0x10);
}

static void flags_are_added(void)
{
	unsigned long value = PER_LINUX32;

	CHECK_EQ(personality_parse_flags("uname26,SHORT_INODE", &value), 0);
	CHECK_EQ(value, PER_LINUX32 | UNAME26 | SHORT_INODE);
	CHECK_EQ(personality_parse_flags("", &value), 0);
}

static void unknown_names_are_refused(void)
{
	unsigned long value = 0;

	CHECK_EQ(personality_parse_type("cpm", &value), -1);
	CHECK_EQ(personality_parse_type("", &value), -1);
	CHECK_EQ(personality_parse_type("1x", &value), -1);
	CHECK_EQ(personality_parse_flags("UNAME26,x", &value), -1);
	CHECK_EQ(personality_parse_flags("UNAME26,,", &value), -1);
}

static const struct tap_test tests[] = {
	TAP_TEST(types_are_read),
	TAP_TEST(flags_are_added),
	TAP_TEST(unknown_names_are_refused),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
