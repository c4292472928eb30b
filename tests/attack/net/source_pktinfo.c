// SPDX-License-Identifier: GPL-2.0-only
// A datagram from the address of others: IP_PKTINFO of sendmsg(2) chooses the
// source without any bind(2), and lists of addresses are what services trust.
// Victims: host other
#include "net.h"

int main(void)
{
	char control[CMSG_SPACE(sizeof(struct in_pktinfo))] = "", text = 'x';
	struct in_pktinfo info = { 0 };
	struct sockaddr_in at;
	struct iovec iov = { &text, 1 };
	struct msghdr msg = {
		.msg_name = &at,
		.msg_namelen = sizeof(at),
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	int receiver = own_receiver(&at);
	int sender = socket(AF_INET, SOCK_DGRAM, 0);

	info.ipi_spec_dst.s_addr = inet_addr(fact("IP"));
	cmsg->cmsg_level = IPPROTO_IP;
	cmsg->cmsg_type = IP_PKTINFO;
	cmsg->cmsg_len = CMSG_LEN(sizeof(info));
	memcpy(CMSG_DATA(cmsg), &info, sizeof(info));
	if (sendmsg(sender, &msg, 0) != 1)
		refused("sendmsg");
	if (from_victim(receiver))
		worked("a datagram comes from the victim's address");
	harmless("the datagram is from another address");
}
