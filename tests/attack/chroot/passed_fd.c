// SPDX-License-Identifier: GPL-2.0-only
// Two processes of a guest: one goes into a chroot, the other one stays and
// sends it a descriptor of the root (SCM_RIGHTS), from which it goes up.
#include <sys/socket.h>

#include "chroot/climb.h"

union control {
	struct cmsghdr head;
	char space[CMSG_SPACE(sizeof(int))];
};

static void message(struct msghdr *msg, struct iovec *data, union control *c)
{
	static char byte;

	*data = (struct iovec){ &byte, 1 };
	*msg = (struct msghdr){
		.msg_iov = data, .msg_iovlen = 1,
		.msg_control = c, .msg_controllen = sizeof(*c),
	};
}

static void send_root(int to)
{
	int fd = open("/", O_PATH | O_DIRECTORY);
	union control control = {
		.head = { .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS,
			  .cmsg_len = CMSG_LEN(sizeof(int)) },
	};
	struct msghdr msg;
	struct iovec data;

	message(&msg, &data, &control);
	memcpy(CMSG_DATA(&control.head), &fd, sizeof(fd));
	NEED(fd >= 0 && sendmsg(to, &msg, 0) == 1);
}

int main(void)
{
	union control control = { };
	struct msghdr msg;
	struct iovec data;
	int pair[2], fd;
	pid_t inside;

	NEED(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	inside = fork();
	if (inside) {
		send_root(pair[0]);
		end_as(inside);
	}
	root_below();
	NEED(!chdir("/"));
	message(&msg, &data, &control);
	NEED(recvmsg(pair[1], &msg, 0) == 1);
	if (!msg.msg_controllen)
		harmless("no descriptor came");
	memcpy(&fd, CMSG_DATA(&control.head), sizeof(fd));
	if (fchdir(fd))
		refused("fchdir");
	climb();
}
