// SPDX-License-Identifier: GPL-2.0-only
/*
 * What of a name may reach a terminal.
 */
#include "quote.h"
#include "tap.h"

static void printed_is(const char *text, const char *want)
{
	char *got = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&got, &size);

	quote_print(f, text);
	fclose(f);
	if (strcmp(got, want))
		printf("# %s, not %s\n", got, want);
	CHECK(!strcmp(got, want));
	free(got);
}

static void text_stays(void)
{
	printed_is("", "");
	printed_is("web1 ~ \\x2d", "web1 ~ \\x2d");
	printed_is("\xc3\xa4 \xc2\xa0 \xe2\x82\xac \xf0\x9f\x90\xa7",
		   "\xc3\xa4 \xc2\xa0 \xe2\x82\xac \xf0\x9f\x90\xa7");
}

static void controls_are_octal(void)
{
	printed_is("a\nb\033[2J\177", "a\\012b\\033[2J\\177");
	/* CSI in UTF-8 and in Latin-1 */
	printed_is("\xc2\x9bJ", "\\302\\233J");
	printed_is("\x9bJ", "\\233J");
}

static void no_utf8_is_octal(void)
{
	printed_is("\xe4x", "\\344x");
	printed_is("\xe2\x82", "\\342\\202");
	printed_is("\xe0\x82\x9b", "\\340\\202\\233");
	printed_is("\xf0\x80\x82\x9b", "\\360\\200\\202\\233");
	printed_is("\xf8\xff", "\\370\\377");
}

static const struct tap_test tests[] = {
	TAP_TEST(text_stays),
	TAP_TEST(controls_are_octal),
	TAP_TEST(no_utf8_is_octal),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
