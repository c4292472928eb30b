// SPDX-License-Identifier: GPL-2.0-only
// The local sockets of all by sock_diag, with their names: where to try next.
// Victims: host other
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>

#include "netlink.h"

int main(void)
{
	struct unix_diag_req req = {
		.sdiag_family = AF_UNIX,
		.udiag_states = ~0U,
		.udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_VFS |
			      UDIAG_SHOW_PEER,
	};
	int fd = netlink_open(NETLINK_SOCK_DIAG, 0);
	struct request r;

	begin(&r, SOCK_DIAG_BY_FAMILY, NLM_F_DUMP, &req, sizeof(req));
	if (send(fd, &r, r.h.nlmsg_len, 0) < 0)
		refused("send");
	if (dump_has(fd, fact("UNIXPATH"), strlen(fact("UNIXPATH"))))
		worked("the victim's socket is listed");
	refused("no socket of the victim");
}
