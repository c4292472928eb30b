// SPDX-License-Identifier: GPL-2.0-only
// More addresses for the network context, among them the host's: whoever connects
// to the host would talk to the guest.
#include <arpa/inet.h>
#include <sys/socket.h>

#include "kernel/vserver.h"

#define NEW	345
#define ADDRESS	0x10

int main(void)
{
	struct vs_ipv4 host = { .type = ADDRESS, .mask = 0xffffffff };
	struct sockaddr_in name = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	in_child();
	name.sin_addr.s_addr = host.ip = inet_addr(fact("IP"));
	if (tried(net_create(NEW, NET_FLAGS)) < 0 &&
	    tried(vs(NET_ADD_IPV4, ATTACKER, &host)) < 0 &&
	    tried(vs(NET_ADD_IPV4, BARE, &host)) < 0)
		refused("net_create, net_add");
	vs(NET_ADD_IPV4, NEW, &host);
	if (!bind(fd, (void *)&name, sizeof(name)))
		worked("the address of the host is the guest's");
	refused("bind");
}
