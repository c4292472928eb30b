// SPDX-License-Identifier: GPL-2.0-only
/*
 * Features by version and feature word, and the kinds of ids.
 */
#include "vcifeature.h"
#include "tap.h"
#include "vserver.h"

static bool has(const char *name, int version, uint32_t vci)
{
	bool answer;

	CHECK_EQ(feature_known(name, version, vci, &answer), 0);
	return answer;
}

static void versions_decide(void)
{
	CHECK(has("compat", 0, 0));
	CHECK(has("vstat", 0x20305, 0));
	CHECK(!has("vstat", 0x20306, 0));
	CHECK(has("VWAIT", VCI_VERSION, 0));
	CHECK(!has("vwait", 0x10024, 0));
	CHECK(!has("pidspace", VCI_VERSION, ~0U));
}

static void words_decide(void)
{
	CHECK(has("memcg", VCI_VERSION, VCI_MEMCG));
	CHECK(!has("memcg", VCI_VERSION, 0));
	CHECK(!has("memcg", 0x20305, VCI_MEMCG));
	CHECK(has("dynamic", VCI_VERSION, 0));
	CHECK(!has("dynamic", VCI_VERSION, VCI_NO_DYNAMIC));
}

static void without_the_call_there_is_nothing(void)
{
	CHECK(!has("compat", -1, 0));
	CHECK(!has("spaces", -1, ~0U));
	CHECK(!has("dynamic", -1, 0));
}

static void unknown_names_are_told(void)
{
	bool answer;

	CHECK_EQ(feature_known("nonsense", VCI_VERSION, 0, &answer), -1);
}

static void ids_have_types(void)
{
	CHECK(!strcmp(xid_type(0, 0), "main"));
	CHECK(!strcmp(xid_type(1, 0), "watch"));
	CHECK(!strcmp(xid_type(2, 0), "static"));
	CHECK(!strcmp(xid_type(49151, 0), "static"));
	CHECK(!strcmp(xid_type(49152, 0), "dynamic"));
	CHECK(!strcmp(xid_type(65535, 0), "invalid"));
	CHECK(!strcmp(xid_type(49152, VCI_NO_DYNAMIC), "static"));
	CHECK(!strcmp(xid_type(65535, VCI_NO_DYNAMIC), "static"));
	CHECK(!strcmp(xid_type(65536, VCI_NO_DYNAMIC), "invalid"));
}

static const struct tap_test tests[] = {
	TAP_TEST(versions_decide),
	TAP_TEST(words_decide),
	TAP_TEST(without_the_call_there_is_nothing),
	TAP_TEST(unknown_names_are_told),
	TAP_TEST(ids_have_types),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
