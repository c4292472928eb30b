// SPDX-License-Identifier: GPL-2.0-only
/*
 * Addresses: what is read, what is refused and what is shown.
 */
#include <arpa/inet.h>

#include "address.h"
#include "tap.h"

static struct address parse(enum address_kind kind, const char *text)
{
	struct address addr;

	CHECK_EQ(address_parse(kind, text, &addr), 0);
	return addr;
}

static void refuse(enum address_kind kind, const char *text, int err)
{
	struct address addr;

	errno = 0;
	CHECK_EQ(address_parse(kind, text, &addr), -1);
	CHECK_EQ(errno, err);
}

static void shown(const struct address *addr, const char *want)
{
	char buf[64];

	address_format(addr, buf, sizeof(buf));
	CHECK(!strcmp(buf, want));
}

static void masks_are_prefixes_or_addresses(void)
{
	CHECK_EQ(ntohl(parse(ADDRESS_IP, "10.0.0.1").v4.mask.s_addr),
		 0xffffffff);
	CHECK_EQ(ntohl(parse(ADDRESS_IP, "10.0.0.1/24").v4.mask.s_addr),
		 0xffffff00);
	CHECK_EQ(ntohl(parse(ADDRESS_IP, "10.0.0.1/0").v4.mask.s_addr), 0);
	CHECK_EQ(ntohl(parse(ADDRESS_IP, "10.0.0.1/255.255.0.0").v4.mask.s_addr),
		 0xffff0000);
}

static void kinds_have_their_types(void)
{
	struct address a = parse(ADDRESS_MASK, "10.1.2.3/16");

	CHECK_EQ(a.v4.type, NXA_TYPE_MASK);
	CHECK_EQ(ntohl(a.v4.ip.s_addr), 0x0a010000);
	a = parse(ADDRESS_RANGE, "10.0.0.5-10.0.0.9/24");
	CHECK_EQ(a.v4.type, NXA_TYPE_RANGE);
	shown(&a, "10.0.0.5-10.0.0.9");
	CHECK_EQ(parse(ADDRESS_BCAST, "10.0.0.255").v4.type,
		 NXA_TYPE_ADDR | NXA_MOD_BCAST);
	CHECK_EQ(parse(ADDRESS_LBACK, "127.0.0.2").v4.type,
		 NXA_TYPE_ADDR | NXA_MOD_LBACK);
}

static void ipv6_is_read(void)
{
	struct address a = parse(ADDRESS_IP, "fd00::1/64");

	CHECK(a.ipv6);
	CHECK_EQ(a.v6.prefix, 64);
	CHECK_EQ(a.v6.mask.s6_addr[7], 0xff);
	CHECK_EQ(a.v6.mask.s6_addr[8], 0);
	shown(&a, "fd00::1");
	CHECK_EQ(parse(ADDRESS_IP, "::1").v6.prefix, 128);
	a = parse(ADDRESS_MASK, "fd00::ff:1/120");
	shown(&a, "fd00::ff:0");
}

static void wrong_ones_are_refused(void)
{
	refuse(ADDRESS_IP, "", EINVAL);
	refuse(ADDRESS_IP, "10.0.0.1/33", EINVAL);
	refuse(ADDRESS_IP, "10.0.0.1/", EINVAL);
	refuse(ADDRESS_IP, "10.0.0.1/-1", EINVAL);
	refuse(ADDRESS_IP, "10.0.0.1/24x", EINVAL);
	refuse(ADDRESS_IP, "fd00::1/129", EINVAL);
	refuse(ADDRESS_MASK, "10.0.0.0", EINVAL);
	refuse(ADDRESS_RANGE, "10.0.0.1", EINVAL);
	refuse(ADDRESS_RANGE, "10.0.0.9-10.0.0.5", EINVAL);
	refuse(ADDRESS_LBACK, "lo", EINVAL);
	refuse(ADDRESS_LBACK, "::1", EINVAL);
	refuse(ADDRESS_IP, "no-such-interface", ENODEV);
}

static void interfaces_are_looked_up(void)
{
	struct address a = parse(ADDRESS_IP, "lo");

	CHECK_EQ(ntohl(a.v4.ip.s_addr), 0x7f000001);
	CHECK_EQ(ntohl(a.v4.mask.s_addr), 0xff000000);
}

static const struct tap_test tests[] = {
	TAP_TEST(masks_are_prefixes_or_addresses),
	TAP_TEST(kinds_have_their_types),
	TAP_TEST(ipv6_is_read),
	TAP_TEST(wrong_ones_are_refused),
	TAP_TEST(interfaces_are_looked_up),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
