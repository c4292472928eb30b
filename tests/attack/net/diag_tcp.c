// SPDX-License-Identifier: GPL-2.0-only
// The sockets of others by sock_diag: addresses, users, inodes, and how much is
// in their queues.
// Victims: host other
#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>

#include "netlink.h"

static bool listed(int protocol, int flags)
{
	struct inet_diag_req_v2 req = {
		.sdiag_family = AF_INET,
		.sdiag_protocol = protocol,
		.idiag_states = ~0U,
	};
	int fd = netlink_open(NETLINK_SOCK_DIAG, 0);
	struct {
		__be16 port;
		__be16 zero;
		__be32 address;
	} end = { htons(fact_number("PORT")), 0, inet_addr(fact("IP")) };
	struct request r;
	char want[8];

	/* as in struct inet_diag_sockid: port, other port, address */
	memcpy(want, &end, sizeof(end));
	req.id.idiag_sport = end.port;
	req.id.idiag_src[0] = end.address;
	req.id.idiag_cookie[0] = req.id.idiag_cookie[1] = ~0U;
	begin(&r, SOCK_DIAG_BY_FAMILY, flags, &req, sizeof(req));
	if (send(fd, &r, r.h.nlmsg_len, 0) < 0)
		return false;
	return dump_has(fd, want, sizeof(want));
}

int main(void)
{
	if (listed(IPPROTO_TCP, NLM_F_DUMP))
		worked("the victim's TCP socket is listed");
	if (listed(IPPROTO_UDP, NLM_F_DUMP))
		worked("the victim's UDP socket is listed");
	if (listed(IPPROTO_TCP, 0) || listed(IPPROTO_UDP, 0))
		worked("the victim's socket is told about");
	refused("no socket of the victim");
}
