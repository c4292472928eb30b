// SPDX-License-Identifier: GPL-2.0-only
/*
 * Lists of flag names: what is read, what is printed, and that the two agree
 * for every name in the tables.
 */
#include <stdint.h>

#include "tap.h"
#include "vserver.h"

static struct vc_word parse(enum vc_word_id which, const char *text)
{
	struct vc_word word = { 0, 0 };
	const char *bad;
	size_t len;

	CHECK_EQ(vc_parse_list(text, &vc_names[which], &word, &bad, &len), 0);
	return word;
}

static void refuse(enum vc_word_id which, const char *text, const char *what)
{
	struct vc_word word = { 0, 0 };
	const char *bad = NULL;
	size_t len = 0;

	CHECK_EQ(vc_parse_list(text, &vc_names[which], &word, &bad, &len), -1);
	CHECK_EQ(len, strlen(what));
	CHECK(!strncmp(bad, what, len));
}

static void names_of_every_table_agree(void)
{
	const struct vc_name *n;
	char buf[2048];
	int w;

	for (w = 0; w < VC_WORDS; w++)
		for (n = vc_names[w].names; n->name; n++) {
			struct vc_word word = parse(w, n->name);

			CHECK(n->value);
			CHECK_EQ(word.value, n->value);
			CHECK_EQ(word.mask, n->value);
			CHECK(vc_format_list(word.value, &vc_names[w], buf,
					     sizeof(buf)) < sizeof(buf));
			CHECK_EQ(parse(w, buf).value, n->value);
		}
}

static void elements_are_read(void)
{
	CHECK_EQ(parse(VC_BCAPS, "CAP_CHOWN,kill").value, 0x21);
	CHECK_EQ(parse(VC_CFLAGS, "VXF_PERSISTENT,").value, 1ULL << 38);
	CHECK_EQ(parse(VC_BCAPS, "^34").value, 1ULL << 34);
	CHECK_EQ(parse(VC_BCAPS, "0x10").value, 0x10);
	CHECK_EQ(parse(VC_BCAPS, "010").value, 8);
	CHECK_EQ(parse(VC_BCAPS, "-1").value, ~0ULL);
	CHECK_EQ(parse(VC_BCAPS, "al").value, ~0ULL);
	CHECK_EQ(parse(VC_BCAPS, "none").mask, 0);
}

static void later_elements_win(void)
{
	struct vc_word word = parse(VC_BCAPS, "all,~chown,!kill,~~kill");

	CHECK_EQ(word.value, ~1ULL);
	CHECK_EQ(word.mask, ~0ULL);
}

static void wrong_elements_are_named(void)
{
	refuse(VC_BCAPS, "chown,nonsense,kill", "nonsense");
	refuse(VC_BCAPS, "chown,,kill", "");
	refuse(VC_CFLAGS, "lo", "lo");
	refuse(VC_CFLAGS, "^64", "^64");
	refuse(VC_CFLAGS, "~", "~");
	refuse(VC_CFLAGS, "0x1g", "0x1g");
}

static void words_are_printed(void)
{
	char buf[2048];

	vc_format_list(0x21 | 1ULL << 50, &vc_names[VC_BCAPS], buf,
		       sizeof(buf));
	CHECK(!strcmp(buf, "CHOWN,KILL,^50"));
	vc_format_list(VXF_VIRT_UPTIME | VXF_SC_HELPER, &vc_names[VC_CFLAGS],
		       buf, sizeof(buf));
	CHECK(!strcmp(buf, "default"));
	CHECK_EQ(vc_format_list(0, &vc_names[VC_CCAPS], buf, sizeof(buf)), 0);
	CHECK(!*buf);
	CHECK_EQ(vc_format_list(~0ULL, &vc_names[VC_NCAPS], buf, 8),
		 vc_format_list(~0ULL, &vc_names[VC_NCAPS], buf, 2048));
}

static const struct tap_test tests[] = {
	TAP_TEST(names_of_every_table_agree),
	TAP_TEST(elements_are_read),
	TAP_TEST(later_elements_win),
	TAP_TEST(wrong_elements_are_named),
	TAP_TEST(words_are_printed),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
