// SPDX-License-Identifier: GPL-2.0-only
// SCM_CREDENTIALS with the process id of somebody else: services take it for
// the sender's, and ask /proc about that one.
// Victims: host other
#include "ipc.h"

int main(void)
{
	struct ucred me = { .pid = fact_number("PID") }, told = { 0 };
	char control[CMSG_SPACE(sizeof(me))] = "", text = 'x';
	struct iovec iov = { &text, 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	int pair[2], on = 1;

	NEED(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	NEED(!setsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)));
	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_CREDENTIALS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(me));
	memcpy(CMSG_DATA(cmsg), &me, sizeof(me));
	if (sendmsg(pair[0], &msg, 0) != 1)
		refused("sendmsg");
	NEED(recvmsg(pair[1], &msg, 0) == 1);
	memcpy(&told, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(told));
	if (told.pid == me.pid)
		worked("the message is from the victim");
	harmless("sendmsg: it is from the sender");
}
