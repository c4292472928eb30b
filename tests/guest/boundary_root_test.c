// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways out of a root directory that is only a chroot below a barrier, for a
 * guest that may use chroot(2) itself.  The goal is a file of the host beside
 * the barrier.  See boundary.h.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <sys/xattr.h>

#include "boundary.h"

#define BARRIER		0x10000
#define TOP		"/tmp/vservers"
#define GOAL		"host-secret"

struct handle {
	struct file_handle head;
	unsigned char bytes[128];
};

/* of the directory with the goal, as the host sees it */
static struct handle host_handle;

/* 0: the goal is in the working directory or above it */
static long look_up(void)
{
	int i;

	for (i = 0; i < 32; i++) {
		if (!access(GOAL, F_OK))
			return 0;
		if (chdir(".."))
			return -1;
	}
	errno = ENOENT;
	return -1;
}

static void make_room(void)
{
	CHECK(!mkdir("/room", 0755) || errno == EEXIST);
	CHECK(!mkdir("/room/in", 0755) || errno == EEXIST);
}

/* the working directory stays outside of the new root */
static long call_chroot_below(void)
{
	make_room();
	CHECK_EQ(chroot("/room"), 0);
	return look_up();
}

TRY(chroot_below, call_chroot_below())

static long call_chroot_with_descriptor(void)
{
	int fd = open("/", O_RDONLY | O_DIRECTORY);

	make_room();
	CHECK_EQ(chroot("/room") | chdir("/"), 0);
	CHECK_EQ(fchdir(fd), 0);
	return look_up();
}

TRY(chroot_with_descriptor, call_chroot_with_descriptor())

/* as above, with descriptors that are not for reading */
static long call_walk_by_descriptors(void)
{
	int fd = open("/", O_PATH | O_DIRECTORY), i;

	make_room();
	CHECK_EQ(chroot("/room") | chdir("/"), 0);
	for (i = 0; i < 32 && fd >= 0; i++) {
		if (!faccessat(fd, GOAL, F_OK, 0))
			return 0;
		fd = openat(fd, "..", O_PATH | O_DIRECTORY);
	}
	return fd < 0 ? -1 : (errno = ENOENT, -1);
}

TRY(walk_by_descriptors, call_walk_by_descriptors())

static long call_change_to_barrier(void)
{
	int fd = open("/", O_PATH | O_DIRECTORY);

	make_room();
	CHECK_EQ(chroot("/room") | chdir("/"), 0);
	return fchdir(openat(fd, "..", O_PATH | O_DIRECTORY));
}

TRY(change_to_barrier, call_change_to_barrier())

static long call_chroot_to_parent(void)
{
	make_room();
	CHECK_EQ(chroot("/room"), 0);
	return chroot("../..");
}

TRY(chroot_to_parent, call_chroot_to_parent())

static long call_open_from_below(void)
{
	make_room();
	CHECK_EQ(chroot("/room"), 0);
	return open("../../" GOAL, O_RDONLY);
}

TRY(open_from_below, call_open_from_below())

static long call_list_barrier(void)
{
	make_room();
	CHECK_EQ(chroot("/room"), 0);
	return open("..", O_RDONLY | O_DIRECTORY);
}

TRY(list_barrier, call_list_barrier())

/* its mode and its owner are the host's: a user of the host would pass */
static long call_change_barrier(long (*change)(void))
{
	make_room();
	CHECK_EQ(chroot("/room"), 0);
	return change();
}

static long chmod_parent(void)
{
	return chmod("..", 0777);
}

static long chown_parent(void)
{
	return chown("..", 1000, 1000);
}

/* version 2, and a user with an entry */
static long set_acl_of_parent(void)
{
	static const uint32_t acl[] = {
		2, 0x00070001, -1, 0x00070002, 1000, 0x00050004, -1,
		0x00070010, -1, 0x00050020, -1,
	};

	return setxattr("..", "system.posix_acl_access", acl, sizeof(acl), 0);
}

static long remove_acl_of_parent(void)
{
	return removexattr("..", "system.posix_acl_access");
}

TRY(open_barrier, call_change_barrier(chmod_parent))
TRY(own_barrier, call_change_barrier(chown_parent))
TRY(add_to_barrier, call_change_barrier(set_acl_of_parent))
TRY(remove_from_barrier, call_change_barrier(remove_acl_of_parent))

/* the directory that one is in leaves the new root */
static long call_move_from_below(void)
{
	int fd = open("/", O_RDONLY | O_DIRECTORY);

	make_room();
	CHECK_EQ(chdir("/room/in") | chroot("/room"), 0);
	CHECK_EQ(renameat(fd, "room/in", fd, "moved"), 0);
	CHECK_EQ(renameat(fd, "moved", fd, "back"), 0);
	return look_up();
}

TRY(move_from_below, call_move_from_below())

/* a descriptor of the root comes back to a process in the new root */
static long call_pass_descriptor(void)
{
	char control[CMSG_SPACE(sizeof(int))] = { 0 }, c = 0;
	struct iovec io = { &c, 1 };
	struct msghdr msg = { .msg_iov = &io, .msg_iovlen = 1,
			      .msg_control = control,
			      .msg_controllen = sizeof(control) };
	struct cmsghdr *head = CMSG_FIRSTHDR(&msg);
	int pair[2];

	CHECK_EQ(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair), 0);
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(int));
	*(int *)CMSG_DATA(head) = open("/", O_RDONLY | O_DIRECTORY);
	CHECK_EQ(sendmsg(pair[0], &msg, 0), 1);
	make_room();
	CHECK_EQ(chroot("/room") | chdir("/"), 0);
	CHECK_EQ(recvmsg(pair[1], &msg, 0), 1);
	CHECK_EQ(fchdir(*(int *)CMSG_DATA(CMSG_FIRSTHDR(&msg))), 0);
	return look_up();
}

TRY(pass_descriptor, call_pass_descriptor())

static long call_link_from_above(void)
{
	make_room();
	CHECK_EQ(chroot("/room"), 0);
	return link("../../" GOAL, "/stolen");
}

TRY(link_from_above, call_link_from_above())

static long call_link_to_above(void)
{
	make_room();
	unlink("/room/way");
	CHECK_EQ(symlink("../../" GOAL, "/room/way"), 0);
	CHECK_EQ(chroot("/room/in"), 0);
	return open("room/way", O_RDONLY);
}

TRY(link_to_above, call_link_to_above())

static long call_open_by_handle(void)
{
	return open_by_handle_at(open("/", O_RDONLY | O_DIRECTORY),
				 &host_handle.head, O_RDONLY | O_DIRECTORY);
}

TRY(open_by_handle, call_open_by_handle())

static const struct attempt attempts[] = {
	LINE(chroot_below, EACCES), LINE(chroot_with_descriptor, EACCES),
	LINE(walk_by_descriptors, EACCES), LINE(change_to_barrier, EACCES),
	LINE(chroot_to_parent, EACCES), LINE(open_from_below, EACCES),
	LINE(list_barrier, EACCES), LINE(move_from_below, EACCES),
	LINE(open_barrier, EACCES), LINE(own_barrier, EACCES),
	LINE(add_to_barrier, EACCES), LINE(remove_from_barrier, EACCES),
	LINE(pass_descriptor, EACCES), LINE(link_from_above, EACCES),
	LINE(link_to_above, EACCES), LINE(open_by_handle, EPERM),
};

#define ATTEMPTS	((int)(sizeof(attempts) / sizeof(attempts[0])))

static void guest(void)
{
	CHECK_EQ(chroot(TOP "/guest") | chdir("/"), 0);
	boundary_finish(160, SECURE_CCAPS);
	boundary_run(attempts, ATTEMPTS);
}

int main(int argc, char **argv)
{
	struct vs_iattr barrier = { TOP, 0, BARRIER, BARRIER };
	int id, fd;

	boundary_open = argc > 1 && !strcmp(argv[1], "open");
	CHECK(!mkdir(TOP, 0755) && !mkdir(TOP "/guest", 0755));
	fd = open("/tmp/" GOAL, O_CREAT | O_WRONLY, 0644);
	CHECK(fd >= 0);
	close(fd);
	CHECK_EQ(vs(SET_IATTR, 0, &barrier), 0);
	host_handle.head.handle_bytes = sizeof(host_handle.bytes);
	CHECK_EQ(name_to_handle_at(AT_FDCWD, "/tmp", &host_handle.head, &id,
				   0), 0);
	printf("1..%d\n", ATTEMPTS);
	boundary_in_child(guest);
	return boundary_failed ? 1 : 0;
}
