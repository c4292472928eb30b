// SPDX-License-Identifier: GPL-2.0-only
/*
 * The parts of `vserver NAME build --interface'.
 */
#include "build-config.c"
#include "tap.h"

/* not called here */
int lock_take(const char *name, int seconds)
{
	(void)name;
	(void)seconds;
	return -1;
}

static bool same(const char *is, const char *want)
{
	return is && want ? !strcmp(is, want) : is == want;
}

static void splits(const char *text, const char *name, const char *dev,
		   const char *ip, const char *mask)
{
	struct interface i;
	char *copy = strdup(text);

	split_interface(copy, &i);
	if (!same(i.name, name) || !same(i.dev, dev) || !same(i.ip, ip) ||
	    !same(i.mask, mask))
		printf("# %s: name %s, dev %s, ip %s, mask %s\n", text,
		       i.name ? : "-", i.dev ? : "-", i.ip, i.mask ? : "-");
	CHECK(same(i.name, name));
	CHECK(same(i.dev, dev));
	CHECK(same(i.ip, ip));
	CHECK(same(i.mask, mask));
	free(copy);
}

static void ipv4_has_its_parts(void)
{
	splits("10.0.0.1", NULL, NULL, "10.0.0.1", NULL);
	splits("10.0.0.1/24", NULL, NULL, "10.0.0.1", "24");
	splits("eth0:10.0.0.1/24", NULL, "eth0", "10.0.0.1", "24");
	splits("a:10.0.0.1", NULL, "a", "10.0.0.1", NULL);
	splits("nodev:10.0.0.3", NULL, "nodev", "10.0.0.3", NULL);
	splits("web=10.0.0.2/255.255.255.0", "web", NULL, "10.0.0.2",
	       "255.255.255.0");
	splits("web1=eth0:10.0.0.9/28", "web1", "eth0", "10.0.0.9", "28");
	splits("eth0.12:10.0.0.1", NULL, "eth0.12", "10.0.0.1", NULL);
}

static void ipv6_has_its_parts(void)
{
	splits("fe80::1", NULL, NULL, "fe80::1", NULL);
	splits("fe80::1/64", NULL, NULL, "fe80::1", "64");
	splits("::1", NULL, NULL, "::1", NULL);
	splits("2001:db8::5/48", NULL, NULL, "2001:db8::5", "48");
	splits("eth0:2001:db8::5/48", NULL, "eth0", "2001:db8::5", "48");
	splits("eth0:::1", NULL, "eth0", "::1", NULL);
	splits("nodev:fe80::1", NULL, "nodev", "fe80::1", NULL);
	splits("dummy0:fe80::1/64", NULL, "dummy0", "fe80::1", "64");
	splits("v6=eth1:fe80::1/64", "v6", "eth1", "fe80::1", "64");
	splits("::ffff:10.0.0.1", NULL, NULL, "::ffff:10.0.0.1", NULL);
	splits("eth0:::ffff:10.0.0.1", NULL, "eth0", "::ffff:10.0.0.1", NULL);
	/* a device that reads like a part of an address */
	splits("ed0:10.0.0.1", NULL, "ed0", "10.0.0.1", NULL);
	splits("fade:10.0.0.1", NULL, "fade", "10.0.0.1", NULL);
	splits("fade:fe80::1", NULL, NULL, "fade:fe80::1", NULL);
}

static const struct tap_test tests[] = {
	TAP_TEST(ipv4_has_its_parts),
	TAP_TEST(ipv6_has_its_parts),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
