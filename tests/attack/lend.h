/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a victim has beyond its objects: part of victim.c.
 *
 * Its socket in /shared is that of a service which trusts its clients too much.
 * A client sends a letter, and gets "y" or "n", with a descriptor where one is
 * meant:
 *
 *	d o	the root directory, that by O_PATH
 *	r	/secret, opened for reading
 *	n p m	its mount namespace, a pidfd, its memory
 *	b	a block device
 *	t x c	its terminal, the master of that, and /dev/tty
 *	q	a socket in which the root directory waits
 *	B	can it bind to port 7790?
 *	U	makes an event of the device null
 *	A	adds an address to lo, and takes it away
 */
#include <stdbool.h>
#include <sys/ioctl.h>
#include <termios.h>

#define LOOP_PORT	7778
#define GROUP		"239.76.73.1"
#define GROUP_PORT	7779
#define ASKED_PORT	7790

static int terminal_master, terminal;

static void send_with(int to, char answer, int fd)
{
	char control[CMSG_SPACE(sizeof(int))] = "";
	struct iovec iov = { &answer, 1 };
	struct msghdr msg = {
		.msg_iov = &iov,
		.msg_iovlen = 1,
	};
	struct cmsghdr *cmsg;

	if (fd >= 0) {
		msg.msg_control = control;
		msg.msg_controllen = sizeof(control);
		cmsg = CMSG_FIRSTHDR(&msg);
		cmsg->cmsg_level = SOL_SOCKET;
		cmsg->cmsg_type = SCM_RIGHTS;
		cmsg->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(cmsg), &fd, sizeof(int));
	}
	sendmsg(to, &msg, MSG_NOSIGNAL);
}

static int nested(void)
{
	int pair[2], root = open("/", O_RDONLY | O_DIRECTORY);

	CHECK_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	send_with(pair[0], 'y', root);
	close(pair[0]);
	close(root);
	return pair[1];
}

static int lent(char what)
{
	switch (what) {
	case 'd':
		return open("/", O_RDONLY | O_DIRECTORY);
	case 'o':
		return open("/", O_PATH);
	case 'r':
		return open("/secret", O_RDONLY);
	case 'n':
		return open("/proc/self/ns/mnt", O_RDONLY);
	case 'p':
		return syscall(SYS_pidfd_open, getppid(), 0);
	case 'm':
		return open("/proc/self/mem", O_RDWR);
	case 'b':
		return open("/dev/vdb", O_RDONLY);
	case 't':
		return dup(terminal);
	case 'x':
		return dup(terminal_master);
	case 'c':
		return open("/dev/tty", O_RDWR);
	case 'q':
		return nested();
	default:
		return -1;
	}
}

static bool can_bind(const char *ip)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(ASKED_PORT),
		.sin_addr.s_addr = inet_addr(ip),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool can = !bind(fd, (void *)&in, sizeof(in)) && !listen(fd, 1);

	close(fd);
	return can;
}

static bool do_letter(char what, const char *ip)
{
	int fd;
	bool done;

	switch (what) {
	case 'B':
		return can_bind("0.0.0.0") && can_bind(ip);
	case 'U':
		fd = open("/sys/devices/virtual/mem/null/uevent", O_WRONLY);
		done = write(fd, "change", 6) == 6;
		close(fd);
		return done;
	case 'A':
		return !system("ip addr add 198.51.100.9/32 dev lo &&"
			       "ip addr del 198.51.100.9/32 dev lo");
	default:
		return false;
	}
}

static void answer(int is, const char *ip)
{
	char what;
	int fd;

	while (read(is, &what, 1) == 1) {
		fd = lent(what);
		send_with(is, fd >= 0 || do_letter(what, ip) ? 'y' : 'n', fd);
		if (fd >= 0)
			close(fd);
	}
	close(is);
}

static void lend(const char *name, const char *ip)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), is;

	snprintf(un.sun_path, sizeof(un.sun_path), "/shared/%s.sock", name);
	unlink(un.sun_path);
	CHECK_EQ(bind(fd, (void *)&un, sizeof(un)), 0);
	CHECK_EQ(listen(fd, 8), 0);
	fprintf(facts, "LENDS=%s\n", un.sun_path);
	fflush(facts);
	if (fork())
		return;
	CHECK_EQ(prctl(PR_SET_PDEATHSIG, SIGKILL), 0);
	for (;;) {
		is = accept(fd, NULL, NULL);
		if (is >= 0)
			answer(is, ip);
	}
}

/* SECRET by multicast, some times a second */
static void announce(const char *ip)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons(GROUP_PORT),
		.sin_addr.s_addr = inet_addr(GROUP),
	};
	struct in_addr from = { inet_addr(ip) };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	CHECK_EQ(setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &from,
			    sizeof(from)), 0);
	fprintf(facts, "GROUP=%s\n", GROUP);
	fflush(facts);
	if (fork())
		return;
	CHECK_EQ(prctl(PR_SET_PDEATHSIG, SIGKILL), 0);
	for (;;) {
		sendto(fd, secret, 16, 0, (void *)&to, sizeof(to));
		usleep(250000);
	}
}

/* a terminal of its own, for its session */
static void own_terminal(void)
{
	const char *name;

	terminal_master = posix_openpt(O_RDWR | O_NOCTTY);
	CHECK(terminal_master >= 0);
	CHECK_EQ(grantpt(terminal_master) | unlockpt(terminal_master), 0);
	name = ptsname(terminal_master);
	terminal = open(name, O_RDWR | O_NOCTTY);
	CHECK(terminal >= 0);
	CHECK_EQ(ioctl(terminal, TIOCSCTTY, 0), 0);
	fprintf(facts, "TTY=%s\n", name);
}

/* a session key ring that has a name; a guest has none */
static void own_ring(const char *name)
{
	char ring[32];

	snprintf(ring, sizeof(ring), "ring-%s", name);
	if (syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, ring) < 0)
		return;
	CHECK_EQ(syscall(SYS_keyctl, KEYCTL_SETPERM, KEY_SPEC_SESSION_KEYRING,
			 0x3f3f3f3f), 0);
	CHECK(syscall(SYS_add_key, "user", "in-ring", secret, 16,
		      KEY_SPEC_SESSION_KEYRING) >= 0);
	fprintf(facts, "RING=%s\n", ring);
}

/* a lock of a file that all have, which nobody writes: /shared can be read-only */
static void own_lock(const char *name)
{
	struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET };
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/shared/%s.lock", name);
	fd = open(path, O_CREAT | O_RDONLY, 0666);
	CHECK(fd >= 0);
	CHECK_EQ(fcntl(fd, F_SETLK, &lock), 0);
	fprintf(facts, "LOCK=%s\n", path);
}

static void own_more(const char *name, const char *ip)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(LOOP_PORT),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};

	own_ring(name);
	own_lock(name);
	fflush(facts);
	own_socket(AF_INET, SOCK_STREAM, &in, sizeof(in));
	own_terminal();
	/* stays open: whoever gets at the descriptors finds it */
	CHECK(open("/secret", O_RDONLY) >= 0);
	announce(ip);
	lend(name, ip);
}
