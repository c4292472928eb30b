// SPDX-License-Identifier: GPL-2.0-only
// The settings of the network are files of /proc/sys: one makes the host forward
// and believe source routes.
#include "net.h"

#define NAME	"/proc/sys/net/ipv4/conf/all/accept_source_route"

int main(void)
{
	char *before = get(NAME), *after;
	const char *other = before && before[0] == '1' ? "0" : "1";

	if (!before)
		refused("open");
	if (put(NAME, other))
		refused("write");
	after = get(NAME);
	put(NAME, before);
	if (after && after[0] == other[0])
		worked("a setting of the host is another one");
	harmless("write: the setting is the same");
}
