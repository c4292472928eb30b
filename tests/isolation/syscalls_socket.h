/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sockets, and the addresses of guests and host.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_SOCKET_H
#define TESTS_ISOLATION_SYSCALLS_SOCKET_H

#include <arpa/inet.h>
#include <linux/net.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>

#include "syscalls_victim.h"

static struct sockaddr_in in = { .sin_family = AF_INET };
static socklen_t in_length = sizeof(in);
static struct sockaddr_in own_in = { .sin_family = AF_INET };

/* the address of an interface by which the caller reaches its neighbours */
static inline struct in_addr own_address(void)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(9),
		.sin_addr.s_addr = inet_addr(fact_of(OTHER, "IP")),
	};
	int fd = udp();

	need(connect(fd, (void *)&to, sizeof(to)));
	need(getsockname(fd, (void *)&own_in, &in_length));
	close(fd);
	return own_in.sin_addr;
}

/* of the owner, with a port of its own or none */
static inline struct sockaddr_in *ip(const char *port)
{
	if (owner == OWN)
		in.sin_addr = own_address();
	else
		in.sin_addr.s_addr = inet_addr(fact_of(owner, "IP"));
	in.sin_port = owner == OWN || !port ? 0 : htons(number_of(port));
	return &in;
}

/* what listens for the caller, at in */
static inline int server(void)
{
	int fd = tcp();

	in.sin_addr = own_address();
	in.sin_port = 0;
	need(bind(fd, (void *)&in, sizeof(in)));
	need(listen(fd, 1));
	need(getsockname(fd, (void *)&in, &in_length));
	return fd;
}

static inline int called_server(void)
{
	int fd = server();

	need(connect(tcp(), (void *)&in, sizeof(in)));
	return fd;
}

static inline struct sockaddr_in *service(void)
{
	if (owner != OWN)
		return ip("PORT");
	server();
	return &in;
}

static inline struct sockaddr_in *udp_service(void)
{
	int fd = udp();

	if (owner != OWN)
		return ip("UDP");
	need(bind(fd, (void *)ip(NULL), sizeof(in)));
	need(getsockname(fd, (void *)&in, &in_length));
	return &in;
}

static inline struct mmsghdr *letters(void)
{
	static struct mmsghdr list[1];

	list[0].msg_hdr = (struct msghdr){
		.msg_name = udp_service(), .msg_namelen = sizeof(in),
		.msg_iov = &io, .msg_iovlen = 1,
	};
	return list;
}

/* an empty one, for what comes */
static inline struct mmsghdr *room_for_letters(void)
{
	static struct mmsghdr list[1];

	list[0].msg_hdr = (struct msghdr){ .msg_iov = &io, .msg_iovlen = 1 };
	return list;
}

ALL(bind, tcp(), ip(NULL), sizeof(in));
ALL(connect, tcp(), service(), sizeof(in));
ALL(sendto, udp(), "x", 1, 0, udp_service(), sizeof(in));
ALL(sendmsg, udp(), &letters()->msg_hdr, 0);
ALL(sendmmsg, udp(), letters(), 1, 0);

OWN(socket, AF_INET, SOCK_STREAM, 0);
OWN(socketpair, AF_UNIX, SOCK_STREAM, 0, buf);
OWN(listen, server(), 1);
#ifdef __x86_64__
OWN(accept, called_server(), NULL, NULL);
#else
static long two_arguments[] = { AF_INET, SOCK_STREAM, 0 };

OWN(socketcall, SYS_SOCKET, two_arguments);
#endif
OWN(accept4, called_server(), NULL, NULL, 0);
OWN(getsockname, server(), &in, &in_length);
OWN(getpeername, a_pair(0), &in, &in_length);
OWN(getsockopt, tcp(), SOL_SOCKET, SO_TYPE, buf, &in_length);
OWN(shutdown, a_pair(0), SHUT_RDWR);
OWN(recvfrom, a_pair(0), buf, 4, 0, NULL, NULL);
OWN(recvmsg, a_pair(0), &room_for_letters()->msg_hdr, 0);
OWN(recvmmsg, a_pair(0), room_for_letters(), 1, 0, NULL);
#ifdef __i386__
OWN(recvmmsg_time64, a_pair(0), room_for_letters(), 1, 0, NULL);
#endif

/* ---- options ---- */

static inline long set(int fd, int level, int option, int value)
{
	return CALL(setsockopt, fd, level, option, &value, sizeof(value));
}

/* host and guests have dummy0 in common, lo has the host's addresses only */
static inline long to_device(void)
{
	const char *name = owner == HOST ? "lo" : "dummy0";

	return CALL(setsockopt, udp(), SOL_SOCKET, SO_BINDTODEVICE, name,
		    strlen(name));
}

static inline long join_group(void)
{
	struct ip_mreq group = {
		.imr_multiaddr.s_addr = inet_addr("239.1.2.3"),
		.imr_interface = ip(NULL)->sin_addr,
	};

	return CALL(setsockopt, udp(), IPPROTO_IP, IP_ADD_MEMBERSHIP, &group,
		    sizeof(group));
}

static inline long set_protocol(void)
{
	int fd = tcp();

	need(connect(fd, (void *)(server(), &in), sizeof(in)));
	return CALL(setsockopt, fd, SOL_TCP, TCP_ULP, "tls", 3);
}

OWN(setsockopt, tcp(), SOL_SOCKET, SO_KEEPALIVE, &(int){ 1 }, sizeof(int));
ALL_EXPR("setsockopt:IP_ADD_MEMBERSHIP", join_group());
ALL_EXPR("setsockopt:SO_BINDTODEVICE", to_device());
OWN_EXPR("setsockopt:IP_TRANSPARENT",
	 set(udp(), IPPROTO_IP, IP_TRANSPARENT, 1));
OWN_EXPR("setsockopt:SO_DEBUG", set(udp(), SOL_SOCKET, SO_DEBUG, 1));
OWN_EXPR("setsockopt:SO_MARK", set(udp(), SOL_SOCKET, SO_MARK, 1));
/* the least one that only a guest with CAP_NET_ADMIN may have */
OWN_EXPR("setsockopt:SO_PRIORITY", set(udp(), SOL_SOCKET, SO_PRIORITY, 7));
OWN_EXPR("setsockopt:SO_RCVBUFFORCE",
	 set(udp(), SOL_SOCKET, SO_RCVBUFFORCE, 9999));
OWN_EXPR("setsockopt:SO_SNDBUFFORCE",
	 set(udp(), SOL_SOCKET, SO_SNDBUFFORCE, 9999));
OWN_EXPR("setsockopt:TCP_REPAIR", set(tcp(), SOL_TCP, TCP_REPAIR, 1));
OWN_EXPR("setsockopt:TCP_ULP", lacks(ENOENT, set_protocol()));

/* ---- a directory that comes through a socket ---- */

static char rights[CMSG_SPACE(sizeof(int))]
	__attribute__((aligned(sizeof(long))));

static inline struct mmsghdr *room_for_rights(void)
{
	struct mmsghdr *list = room_for_letters();

	list->msg_hdr.msg_control = rights;
	list->msg_hdr.msg_controllen = sizeof(rights);
	return list;
}

static inline void send_rights(int to, int fd)
{
	struct msghdr *msg = &room_for_rights()->msg_hdr;
	struct cmsghdr *head = CMSG_FIRSTHDR(msg);

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(int));
	*(int *)CMSG_DATA(head) = fd;
	is(sendmsg(to, msg, 0), io.iov_len);
}

/* the kernel does not tell why nothing came along */
static inline long came(long result, struct mmsghdr *list)
{
	struct cmsghdr *head = CMSG_FIRSTHDR(&list->msg_hdr);

	if (result < 0)
		return -1;
	if (head && head->cmsg_type == SCM_RIGHTS)
		return 0;
	NEED(list->msg_hdr.msg_flags & MSG_CTRUNC);
	errno = EACCES;
	return -1;
}

static inline int own_rights(void)
{
	int ends[2];

	need(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends));
	send_rights(ends[1], a_dir());
	return ends[0];
}

static inline long receive(long call, int from)
{
	struct mmsghdr *room = room_for_rights();

	if (call == SYS_recvmsg)
		return came(syscall(call, from, &room->msg_hdr, 0), room);
	return came(syscall(call, from, room, 1, 0, NULL), room);
}

OWN_EXPR("recvmsg:SCM_RIGHTS", receive(SYS_recvmsg, own_rights()));
OWN_EXPR("recvmmsg:SCM_RIGHTS", receive(SYS_recvmmsg, own_rights()));
#ifdef __i386__
OWN_EXPR("recvmmsg_time64:SCM_RIGHTS",
	 receive(SYS_recvmmsg_time64, own_rights()));
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_SOCKET_H */
