// SPDX-License-Identifier: GPL-2.0-only
// TCPDIAG_GETSOCK is the older message of the same: it has a handler of its own.
// Victims: host other
#include <arpa/inet.h>
#include <linux/inet_diag.h>

#include "netlink.h"

int main(void)
{
	struct inet_diag_req req = {
		.idiag_family = AF_INET,
		.idiag_states = ~0U,
	};
	int fd = netlink_open(NETLINK_SOCK_DIAG, 0);
	unsigned char want[8] = { 0 };
	in_addr_t address = inet_addr(fact("IP"));
	struct request r;

	want[0] = fact_number("PORT") >> 8;
	want[1] = fact_number("PORT") & 0xff;
	memcpy(want + 4, &address, 4);
	begin(&r, TCPDIAG_GETSOCK, NLM_F_DUMP, &req, sizeof(req));
	if (send(fd, &r, r.h.nlmsg_len, 0) < 0)
		refused("send");
	if (dump_has(fd, want, sizeof(want)))
		worked("the victim's socket is listed");
	refused("no socket of the victim");
}
