/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A guest that does as it is told: one process, which answers each question
 * with one number.  It shares the directory of the test.
 */
#ifndef TESTS_GUEST_DEVMAP_GUEST_H
#define TESTS_GUEST_DEVMAP_GUEST_H

#include <linux/capability.h>
#include <termios.h>

#include "vcmd.h"

#define CREATE		1
#define OPEN		2
#define REMAP		0x10

#define DIRECTORY	"/tmp/devmap"
#define RACE_ROUNDS	2000

enum ask {
	FINISH,			/* end the setup, with this bound */
	SET_OWN, SET_DEFAULT,	/* use the command itself */
	LOOK,			/* what is it? a letter, or -errno */
	ACCESS,			/* access(2) */
	REOPEN,			/* LOOK, through O_PATH and /proc/self/fd */
	HOLD, HELD,		/* open it; LOOK at what is open */
	REOPEN_HELD,		/* LOOK, through /proc/self/fd */
	RDEV,			/* st_rdev of the opened file */
	SIZE,			/* of a block device */
	TERMINAL,		/* open it as a terminal */
	MAKE,			/* a node like that one */
	BE_USER,		/* no root any more */
	CAPS,			/* the visible set */
	RECEIVE,		/* LOOK at what is sent */
	RACE, RACE_SEEN,	/* open it often; a bit for each that it was */
};

struct question {
	enum ask ask;
	uint64_t number;
	char name[32];
};

struct guest {
	uint32_t id;
	pid_t pid;
	uint64_t bcaps;
	int talk;
};

static uint32_t next_id = 3000;

static long set_map(uint32_t id, const char *device, const char *target,
		    uint32_t flags)
{
	struct vs_mapping arg = { device, target, flags };

	return vs(SET_MAPPING, id, &arg);
}

static long unset_map(uint32_t id, const char *device)
{
	struct vs_mapping arg = { device, NULL, 0 };

	return vs(UNSET_MAPPING, id, &arg);
}

/* ---- nodes ---- */

static void make_node(const char *name, mode_t type, int major, int minor)
{
	CHECK_EQ(mknod(name, type | 0666, makedev(major, minor)), 0);
	CHECK_EQ(chmod(name, 0666), 0);
}

static void make_nodes(void)
{
	struct stat disk;

	umask(0);
	CHECK(!mkdir(DIRECTORY, 0777) || errno == EEXIST);
	CHECK_EQ(mount("devmap", DIRECTORY, "tmpfs", 0, "mode=777"), 0);
	CHECK_EQ(chdir(DIRECTORY), 0);
	CHECK_EQ(mkdir("other", 0777) | mkdir("made", 0777), 0);
	CHECK_EQ(mount("devmap", "other", "tmpfs", 0, "mode=777"), 0);
	CHECK_EQ(stat("/dev/vda", &disk), 0);
	make_node("null", S_IFCHR, 1, 3);
	make_node("zero", S_IFCHR, 1, 5);
	make_node("full", S_IFCHR, 1, 7);
	make_node("control", S_IFCHR, 10, 237);
	make_node("serial", S_IFCHR, 4, 64);
	make_node("none", S_IFCHR, 120, 0);
	make_node("whiteout", S_IFCHR, 0, 0);
	make_node("block13", S_IFBLK, 1, 3);
	make_node("loop0", S_IFBLK, 7, 0);
	make_node("disk", S_IFBLK, major(disk.st_rdev), minor(disk.st_rdev));
	make_node("other/a", S_IFCHR, 1, 3);
	make_node("other/b", S_IFCHR, 10, 237);
	make_node("fifo", S_IFIFO, 0, 0);
	make_node("file", S_IFREG, 0, 0);
	CHECK_EQ(symlink("control", "link"), 0);
}

/* a serial line; null ends, full takes nothing, zero does; of loops: no data */
static long look_at(int fd)
{
	struct termios line;
	char c = 'x';
	long got;

	if (fd < 0)
		return -errno;
	if (!tcgetattr(fd, &line))
		return 't';
	got = read(fd, &c, 1);
	if (!got)
		return 'n';
	if (got < 0)
		return 'c';
	return write(fd, &c, 1) == 1 ? 'z' : 'f';
}

static long look(const char *name)
{
	int fd = open(name, O_RDWR | O_NONBLOCK | O_NOCTTY);
	long ret = look_at(fd);

	close(fd);
	return ret;
}

static long device_size(const char *name)
{
	int fd = open(name, O_RDONLY);
	uint64_t size = 0;
	long ret = fd < 0 || ioctl(fd, BLKGETSIZE64, &size) ? -errno :
							      (long)size;

	close(fd);
	return ret;
}

/* ---- in the guest ---- */

static long look_again(int fd)
{
	char name[32];

	if (fd < 0)
		return -errno;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	return look(name);
}

static long rdev_of_open(const char *name)
{
	struct stat st;
	int fd = open(name, O_RDONLY | O_NONBLOCK);

	CHECK(fd >= 0 && !fstat(fd, &st));
	close(fd);
	return st.st_rdev;
}

static long make_like(const char *name)
{
	struct stat st;
	char path[64];
	long ret;

	CHECK_EQ(stat(name, &st), 0);
	snprintf(path, sizeof(path), "made/%s", name);
	ret = mknod(path, st.st_mode, st.st_rdev) ? -errno : 0;
	if (ret)
		return ret;
	CHECK_EQ(stat(path, &st), 0);
	CHECK_EQ(unlink(path), 0);
	return 0;
}

static uint64_t visible_caps(void)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3,
						 0 };
	struct __user_cap_data_struct data[2];

	CHECK_EQ(syscall(SYS_capget, &head, data), 0);
	return data[0].effective & data[0].permitted;
}

static long receive_device(int talk)
{
	char c, space[CMSG_SPACE(sizeof(int))];
	struct iovec iov = { &c, 1 };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1,
			      .msg_control = space,
			      .msg_controllen = sizeof(space) };
	struct cmsghdr *cmsg;
	long ret;
	int fd;

	CHECK_EQ(recvmsg(talk, &msg, 0), 1);
	cmsg = CMSG_FIRSTHDR(&msg);
	if (!cmsg)
		return -EACCES;
	memcpy(&fd, CMSG_DATA(cmsg), sizeof(fd));
	ret = look_at(fd);
	close(fd);
	return ret;
}

static long open_often(const char *name, long *seen)
{
	long is;
	int i, fd;

	*seen = 0;
	for (i = 0; i < RACE_ROUNDS ||
	     (*seen != 7 && i < 100 * RACE_ROUNDS); i++) {
		fd = open(name, O_RDWR | O_NONBLOCK);
		is = look_at(fd);
		close(fd);
		if (is != 'z' && is != 'f' && is != -EACCES)
			return is ?: -1;
		*seen |= is == 'z' ? 1 : is == 'f' ? 2 : 4;
	}
	return 0;
}

static long finish_setup(uint32_t id, uint64_t bcaps)
{
	CHECK_EQ(vs_set(SET_BCAPS, id, bcaps, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, id, 0, SETUP_ENDS), 0);
	return 0;
}

static long answer(uint32_t id, int talk, const struct question *q)
{
	static int held = -1;
	static long seen;

	switch (q->ask) {
	case FINISH:
		return finish_setup(id, q->number);
	case SET_OWN:
		return set_map(id, q->name, NULL, OPEN);
	case SET_DEFAULT:
		return set_map(0, q->name, NULL, OPEN);
	case LOOK:
		return look(q->name);
	case ACCESS:
		return access(q->name, R_OK) ? -errno : 0;
	case REOPEN:
		return look_again(open(q->name, O_PATH));
	case HOLD:
		held = open(q->name, O_RDWR | O_NONBLOCK);
		return held < 0 ? -errno : 0;
	case HELD:
		return look_at(held);
	case REOPEN_HELD:
		return look_again(held);
	case RDEV:
		return rdev_of_open(q->name);
	case SIZE:
		return device_size(q->name);
	case TERMINAL:
		return open(q->name, O_RDWR | O_NOCTTY) < 0 ? -errno : 0;
	case MAKE:
		return make_like(q->name);
	case BE_USER:
		return setresuid(1000, 1000, 1000) ? -errno : 0;
	case CAPS:
		return visible_caps();
	case RECEIVE:
		return receive_device(talk);
	case RACE:
		return open_often(q->name, &seen);
	case RACE_SEEN:
		return seen;
	}
	return -ENOTSUP;
}

/* ---- on the host ---- */

static long ask_number(struct guest *guest, enum ask ask, const char *name,
		       uint64_t number)
{
	struct question q = { .ask = ask, .number = number };
	long ret;

	snprintf(q.name, sizeof(q.name), "%s", name);
	CHECK_EQ(write(guest->talk, &q, sizeof(q)), sizeof(q));
	CHECK_EQ(read(guest->talk, &ret, sizeof(ret)), sizeof(ret));
	return ret;
}

static long ask(struct guest *guest, enum ask ask, const char *name)
{
	return ask_number(guest, ask, name, 0);
}

/* a guest in setup, which is going to have this bound */
static struct guest setup_guest(uint64_t bcaps)
{
	struct guest guest = { .id = next_id++, .bcaps = bcaps };
	struct question q;
	int ends[2];
	long ret;

	CHECK_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	guest.talk = ends[0];
	guest.pid = fork();
	if (guest.pid) {
		close(ends[1]);
		CHECK_EQ(read(guest.talk, &ret, sizeof(ret)), sizeof(ret));
		CHECK_EQ(ret, guest.id);
		return guest;
	}
	close(ends[0]);
	do {
		ret = create(guest.id, INIT_FLAGS);
	} while (ret == -EBUSY || ret == -EEXIST);
	CHECK_EQ(write(ends[1], &ret, sizeof(ret)), sizeof(ret));
	while (read(ends[1], &q, sizeof(q)) == sizeof(q)) {
		ret = answer(guest.id, ends[1], &q);
		CHECK_EQ(write(ends[1], &ret, sizeof(ret)), sizeof(ret));
	}
	_exit(0);
}

static void finish(struct guest *guest)
{
	CHECK_EQ(ask_number(guest, FINISH, "", guest->bcaps), 0);
}

static struct guest finished_guest(void)
{
	struct guest guest = setup_guest(GUEST_CAPS);

	finish(&guest);
	return guest;
}

/* ends with its process, which is not to have failed */
static void end(const struct guest *guest)
{
	int status;

	/* guests made later have it open, too */
	shutdown(guest->talk, SHUT_RDWR);
	close(guest->talk);
	CHECK_EQ(waitpid(guest->pid, &status, 0), guest->pid);
	CHECK_EQ(status, 0);
}

/* the host opens it and sends it: LOOK, or -EACCES */
static long send_device(struct guest *guest, const char *name)
{
	struct question q = { .ask = RECEIVE };
	char space[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec iov = { "x", 1 };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1,
			      .msg_control = space,
			      .msg_controllen = sizeof(space) };
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	int fd = open(name, O_RDWR | O_NONBLOCK);
	long ret;

	CHECK(fd >= 0);
	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	CHECK_EQ(write(guest->talk, &q, sizeof(q)), sizeof(q));
	CHECK_EQ(sendmsg(guest->talk, &msg, 0), 1);
	CHECK_EQ(read(guest->talk, &ret, sizeof(ret)), sizeof(ret));
	close(fd);
	return ret;
}

#endif /* TESTS_GUEST_DEVMAP_GUEST_H */
