/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a victim lends: lend.h has the letters.
 */
#ifndef TESTS_ATTACK_BORROW_H
#define TESTS_ATTACK_BORROW_H

#include <sys/socket.h>
#include <sys/un.h>

#include "attack.h"

static inline int lender(void)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(un.sun_path, fact("LENDS"));
	NEED(!connect(fd, (void *)&un, sizeof(un)));
	return fd;
}

/* the descriptor in a message, or -1 with errno; the answer in *text */
static inline int receive(int from, int flags, char *text)
{
	char control[CMSG_SPACE(sizeof(int))] = "";
	struct iovec iov = { text, 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg;
	int fd;

	if (recvmsg(from, &msg, flags) < 1)
		return -1;
	cmsg = CMSG_FIRSTHDR(&msg);
	if (!cmsg) {
		errno = msg.msg_flags & MSG_CTRUNC ? EACCES : ENOENT;
		return -1;
	}
	memcpy(&fd, CMSG_DATA(cmsg), sizeof(fd));
	return fd;
}

static inline int borrow(char what)
{
	int from = lender(), fd, err;
	char text = 0;

	NEED(write(from, &what, 1) == 1);
	fd = receive(from, 0, &text);
	err = errno;
	if (fd < 0 && text != 'y')
		broken("the victim has none");
	close(from);
	errno = err;
	return fd;
}

/* the answer to a letter that means no descriptor */
static inline char ask(char what)
{
	int from = lender();
	char text = 0;

	NEED(write(from, &what, 1) == 1);
	NEED(read(from, &text, 1) == 1);
	close(from);
	return text;
}

#endif /* TESTS_ATTACK_BORROW_H */
