// SPDX-License-Identifier: GPL-2.0-only
/*
 * Addresses of the configuration: masks, prefixes and what is refused.
 */
#include "net-config.c"
#include "tap.h"

static char dir[] = "/tmp/net_test.XXXXXX";

static void masks_are_bits(void)
{
	CHECK_EQ(bits_of_mask("0.0.0.0"), 0);
	CHECK_EQ(bits_of_mask("128.0.0.0"), 1);
	CHECK_EQ(bits_of_mask("255.255.255.0"), 24);
	CHECK_EQ(bits_of_mask("255.255.255.240"), 28);
	CHECK_EQ(bits_of_mask("255.255.255.255"), 32);
	CHECK_EQ(bits_of_mask("255.0.255.0"), -1);
	CHECK_EQ(bits_of_mask("0.0.0.255"), -1);
	CHECK_EQ(bits_of_mask("24"), -1);
	CHECK_EQ(bits_of_mask(""), -1);
}

/* a file of interfaces/0, or of interfaces; NULL removes it */
static void set(const char *name, const char *text)
{
	char path[PATH_MAX];

	conf_path(path, dir, "interfaces/0");
	conf_mkdirs(path, 0755);
	conf_path(path, dir, "interfaces");
	if (text)
		CHECK_EQ(conf_write(path, name, text), 0);
	else
		remove(conf_path(path, dir, "interfaces/%s", name));
}

static struct net_interface read_one(void)
{
	struct net_interface first = { 0 };
	struct net_config net;

	CHECK_EQ(net_config_read(dir, &net), 0);
	CHECK_EQ(net.count, 1);
	if (net.count)
		first = net.interface[0];
	net_config_free(&net);
	return first;
}

static void refused(const char *name, const char *text, const char *before)
{
	struct net_config net;

	set(name, text);
	CHECK_EQ(net_config_read(dir, &net), -1);
	set(name, before);
}

static void addresses_are_read(void)
{
	struct net_interface i;

	set("0/ip", "192.0.2.1");
	set("dev", "eth0");
	i = read_one();
	CHECK(!i.ipv6 && i.prefix == 32 && !strcmp(i.dev, "eth0"));
	CHECK(i.addr[0] == 192 && i.addr[3] == 1);
	set("mask", "255.255.0.0");
	CHECK_EQ(read_one().prefix, 16);
	set("0/mask", "255.255.255.0");
	CHECK_EQ(read_one().prefix, 24);
	set("prefix", "20");
	CHECK_EQ(read_one().prefix, 20);
	set("0/name", "web");
	CHECK(!strcmp(read_one().label, "eth0:web"));
	set("prefix", NULL);
	CHECK(!read_one().routed);
	set("0/gateway", "192.0.2.254");
	i = read_one();
	CHECK(i.routed && i.gateway[3] == 254);
	set("0/gateway", "2001:db8::ff");
	set("0/ip", "2001:db8::1");
	i = read_one();
	CHECK(i.ipv6 && i.prefix == 128 && !*i.label);
	CHECK(i.routed && i.gateway[15] == 255);
	set("0/gateway", NULL);
	set("0/nodev", "");
	CHECK(!*read_one().dev);
	set("0/nodev", NULL);
	set("0/ip", "192.0.2.1");
}

static void devices_to_make_are_read(void)
{
	struct net_interface i;

	CHECK_EQ(read_one().kind, NET_THERE);
	set("0/tun", "");
	i = read_one();
	CHECK(i.kind == NET_TUN && !i.uid && i.gid == -1 && i.nodad);
	set("0/gid", "104");
	i = read_one();
	CHECK(i.uid == -1 && i.gid == 104);
	set("0/uid", "33");
	CHECK_EQ(read_one().uid, 33);
	refused("0/uid", "-1", "33");
	refused("0/uid", "4294967295", "33");
	refused("0/uid", "www", "33");
	refused("0/gid", "", "104");
	refused("0/tap", "", NULL);
	refused("0/nodev", "", NULL);
	set("0/tun", NULL);
	set("0/tap", "");
	CHECK_EQ(read_one().kind, NET_TAP);
	set("0/tap", NULL);
}

static void mark_is_read(const char *text, uint32_t mark, uint32_t mask)
{
	struct net_config net;

	set("mark", text);
	CHECK_EQ(net_config_read(dir, &net), 0);
	CHECK_EQ(net.mark.mark, mark);
	CHECK_EQ(net.mark.mask, mask);
	net_config_free(&net);
	set("mark", NULL);
}

static void marks_are_read(void)
{
	mark_is_read("0x2a", 42, 0xffffffff);
	mark_is_read("42/255", 42, 255);
	mark_is_read("0/0xff00", 0, 0xff00);
	mark_is_read("0", 0, 0);
	mark_is_read("", 0, 0);
}

static void wrong_ones_are_refused(void)
{
	refused("0/ip", "192.0.2.1/24", "192.0.2.1");
	refused("0/ip", "", "192.0.2.1");
	refused("0/ip", NULL, "192.0.2.1");
	refused("0/prefix", "33", NULL);
	refused("0/prefix", "-1", NULL);
	refused("0/prefix", "2x", NULL);
	refused("0/mask", "255.0.255.0", NULL);
	refused("dev", "a-name-of-sixteen", "eth0");
	refused("dev", NULL, "eth0");
	refused("0/name", "longer-than-that", NULL);
	refused("0/gateway", "2001:db8::1", NULL);
	refused("0/gateway", "", NULL);
	refused("bcast", "words", NULL);
	refused("lback", "::1", NULL);
	refused("mark", "4294967296", NULL);
	refused("mark", "-1", NULL);
	refused("mark", "web", NULL);
	refused("mark", "0x10/0xf", NULL);
	refused("mark", "1/", NULL);
	read_one();
}

static const struct tap_test tests[] = {
	TAP_TEST(masks_are_bits),
	TAP_TEST(addresses_are_read),
	TAP_TEST(devices_to_make_are_read),
	TAP_TEST(marks_are_read),
	TAP_TEST(wrong_ones_are_refused),
};

int main(void)
{
	char command[PATH_MAX];
	int ret;

	if (!mkdtemp(dir))
		return 1;
	ret = tap_main(tests, sizeof(tests) / sizeof(tests[0]));
	snprintf(command, sizeof(command), "rm -r '%s'", dir);
	return system(command) ? 1 : ret;
}
