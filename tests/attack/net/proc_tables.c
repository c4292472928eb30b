// SPDX-License-Identifier: GPL-2.0-only
// The tables of sockets, addresses and routes below /proc/net are those of the
// namespace: sockets of others with their ports, inodes and users.
// Victims: host other
#include "net.h"

static const char *const names[] = {
	"tcp", "udp", "udplite", "raw", "icmp", "route", "arp", "fib_trie",
	"rt_cache", "igmp", "tcp6", "udp6", "unix", "packet", "netlink",
};

static const char *const places[] = {
	"/proc/net/", "/proc/self/task/self/net/", "/proc/1/net/",
	"/proc/thread-self/net/",
};

int main(void)
{
	char hex[32], name[128], *text;
	unsigned int i, j;

	snprintf(hex, sizeof(hex), "%08X:%04lX", inet_addr(fact("IP")),
		 fact_number("PORT"));
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		for (j = 0; j < sizeof(names) / sizeof(names[0]); j++) {
			snprintf(name, sizeof(name), "%s%s", places[i],
				 names[j]);
			text = get(name);
			if (text && (strstr(text, hex) ||
				     strstr(text, fact("UNIXPATH")) ||
				     strstr(text, fact("IP"))))
				worked(name);
			free(text);
		}
	refused("no table has the victim");
}
