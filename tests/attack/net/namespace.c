// SPDX-License-Identifier: GPL-2.0-only
// A network namespace in a user namespace of the own: root there has all of
// CAP_NET_ADMIN, and with it a hundred holes (CVE-2022-0185, CVE-2023-32233).
#include <sched.h>

#include "net.h"

int main(void)
{
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) &&
	    unshare(CLONE_NEWNET))
		refused("unshare");
	if (socket(AF_PACKET, SOCK_RAW, 0) >= 0)
		worked("a namespace of the own gives packet sockets");
	refused("socket");
}
