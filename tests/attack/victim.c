// SPDX-License-Identifier: GPL-2.0-only
/*
 * victim NAME SECRET IP FACTS: owns one of each kind of object, writes to the
 * file FACTS what and where they are (README has the names), and sleeps.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <mqueue.h>
#include <stddef.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <termios.h>

#include "tap.h"

#define PORT	7777

static char secret[17];
static FILE *facts;

static void own_socket(int family, int type, void *address, socklen_t length);

#include "lend.h"

static void own_sysv(const char *name)
{
	struct {
		long type;
		char text[16];
	} message = { .type = 1 };
	key_t key = 0x7600 + name[0];
	int shm, sem, msg;

	memcpy(message.text, secret, sizeof(message.text));
	shm = shmget(key, 4096, IPC_CREAT | 0666);
	sem = semget(key, 1, IPC_CREAT | 0666);
	msg = msgget(key, IPC_CREAT | 0666);
	CHECK(shm >= 0 && sem >= 0 && msg >= 0);
	strcpy(shmat(shm, NULL, 0), secret);
	CHECK_EQ(semctl(sem, 0, SETVAL, 7), 0);
	CHECK_EQ(msgsnd(msg, &message, sizeof(message.text), IPC_NOWAIT), 0);
	fprintf(facts, "SYSV=%d\nSHM=%d\nSEM=%d\nMSG=%d\n", key, shm, sem, msg);
}

static void own_queue(const char *name)
{
	struct mq_attr attr = { .mq_maxmsg = 1, .mq_msgsize = 16 };
	char mq[64];
	mqd_t queue;

	snprintf(mq, sizeof(mq), "/%s", name);
	mq_unlink(mq);
	queue = mq_open(mq, O_CREAT | O_RDWR, 0666, &attr);
	CHECK(queue >= 0);
	CHECK_EQ(mq_send(queue, secret, 16, 1), 0);
	fprintf(facts, "MQ=%s\n", mq);
}

/* a guest has no keys */
static void own_key(const char *name)
{
	long key = syscall(SYS_add_key, "user", name, secret, 16,
			   KEY_SPEC_USER_KEYRING);

	if (key < 0)
		return;
	CHECK_EQ(syscall(SYS_keyctl, KEYCTL_SETPERM, key, 0x3f3f3f3f), 0);
	fprintf(facts, "KEY=%ld\nKEYNAME=%s\n", key, name);
}

static void own_file(const char *path, int mode)
{
	int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, mode);

	CHECK(fd >= 0);
	CHECK_EQ(write(fd, secret, 16), 16);
	close(fd);
}

/* a terminal at which the secret has been typed, and nobody has read it */
static void own_pts(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), tty;
	struct termios raw;

	CHECK(master >= 0);
	CHECK_EQ(grantpt(master) | unlockpt(master), 0);
	tty = open(ptsname(master), O_RDWR | O_NOCTTY);
	CHECK(tty >= 0);
	CHECK_EQ(tcgetattr(tty, &raw), 0);
	cfmakeraw(&raw);
	CHECK_EQ(tcsetattr(tty, TCSANOW, &raw), 0);
	CHECK_EQ(write(master, secret, 16), 16);
	fprintf(facts, "PTS=%s\n", ptsname(master));
}

/* each connection gets the secret */
static void serve(int fd)
{
	pid_t parent = getpid();
	int is;

	if (fork())
		return;
	CHECK_EQ(prctl(PR_SET_PDEATHSIG, SIGKILL), 0);
	/* it may have been killed before that: nobody else would end this one */
	if (getppid() != parent)
		_exit(0);
	for (;;) {
		is = accept(fd, NULL, NULL);
		if (is < 0)
			continue;
		send(is, secret, 16, MSG_NOSIGNAL);
		close(is);
	}
}

static void own_socket(int family, int type, void *address, socklen_t length)
{
	int fd = socket(family, type, 0), on = 1;

	CHECK(fd >= 0);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	CHECK_EQ(bind(fd, address, length), 0);
	if (type != SOCK_STREAM)
		return;
	CHECK_EQ(listen(fd, 8), 0);
	serve(fd);
}

static void own_sockets(const char *name, const char *ip)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(PORT),
		.sin_addr.s_addr = inet_addr(ip),
	};
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	socklen_t length;

	own_socket(AF_INET, SOCK_STREAM, &in, sizeof(in));
	own_socket(AF_INET, SOCK_DGRAM, &in, sizeof(in));
	fprintf(facts, "IP=%s\nPORT=%d\nUDP=%d\n", ip, PORT, PORT);
	snprintf(un.sun_path + 1, sizeof(un.sun_path) - 1, "%s", name);
	length = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name);
	own_socket(AF_UNIX, SOCK_STREAM, &un, length);
	fprintf(facts, "UNIX=%s\n", name);
	snprintf(un.sun_path, sizeof(un.sun_path), "/run/%s", name);
	unlink(un.sun_path);
	own_socket(AF_UNIX, SOCK_STREAM, &un, sizeof(un));
	fprintf(facts, "UNIXPATH=%s\n", un.sun_path);
}

int main(int argc, char **argv)
{
	char *tmp;

	CHECK_EQ(argc, 5);
	umask(0);
	setsid();
	CHECK_EQ(strlen(argv[2]), 16);
	strcpy(secret, argv[2]);
	CHECK(asprintf(&tmp, "%s.tmp", argv[4]) > 0);
	facts = fopen(tmp, "w");
	CHECK(facts);
	fprintf(facts, "NAME=%s\nSECRET=%s\nADDRESS=%p\n", argv[1], secret,
		(void *)secret);
	own_sysv(argv[1]);
	own_queue(argv[1]);
	own_key(argv[1]);
	own_file("/secret", 0600);
	fprintf(facts, "FILE=/secret\n");
	own_pts();
	fflush(facts);
	own_sockets(argv[1], argv[3]);
	own_more(argv[1], argv[3]);
	CHECK_EQ(fclose(facts), 0);
	CHECK_EQ(rename(tmp, argv[4]), 0);
	for (;;)
		pause();
}
