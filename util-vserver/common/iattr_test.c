// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attributes of inodes as letters, and names of contexts as words.
 */
#include "iattr.h"
#include "tap.h"
#include "vhiname.h"

static void letters_are(uint32_t flags, uint32_t mask, const char *want)
{
	struct vc_iattr attr = { .flags = flags, .mask = mask };
	char text[IATTR_TEXT];

	iattr_format(&attr, text);
	CHECK(!strcmp(text, want));
}

static void letters_tell_three_states(void)
{
	letters_are(0, 0, "---------");
	letters_are(0, ~0U, "awhmbuicx");
	letters_are(~0U, ~0U, "AWHMBUICX");
	letters_are(~0U, IATTR_BARRIER, "----B----");
	letters_are(IATTR_TAG, IATTR_TAG | IATTR_ADMIN, "a-------X");
}

static void names_may_be_short(void)
{
	CHECK_EQ(vhiname_parse("nodename", 8), VHIN_NODENAME);
	CHECK_EQ(vhiname_parse("NoD", 3), VHIN_NODENAME);
	CHECK_EQ(vhiname_parse("domainname=x", 10), VHIN_DOMAINNAME);
	CHECK_EQ(vhiname_parse("nodenames", 9), -1);
	CHECK_EQ(vhiname_parse("", 0), -1);
}

static const struct tap_test tests[] = {
	TAP_TEST(letters_tell_three_states),
	TAP_TEST(names_may_be_short),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
