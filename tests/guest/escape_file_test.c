// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ways out of a guest through what the host mounts, sends or lends: each worked
 * once.  The caller is the host throughout.
 */
#define _GNU_SOURCE
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "boundary.h"

/* it aborts the FUSE connections of all */
static void fuse_is_not_controlled(void)
{
	CHECK_EQ(mkdir("/tmp/fusectl", 0755), 0);
	CHECK_EQ(mount("none", "/tmp/fusectl", "fusectl", 0, NULL), 0);
	boundary_finish(261, SECURE_CCAPS);
	CHECK(open("/tmp/fusectl", O_RDONLY) < 0 && errno == EACCES);
}

/* ---- descriptors that are sent ---- */

static void send_fd(int to, int fd)
{
	char c = 'x', control[CMSG_SPACE(sizeof(fd))] = "";
	struct iovec data = { &c, 1 };
	struct msghdr msg = {
		.msg_iov = &data, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	struct cmsghdr *head = CMSG_FIRSTHDR(&msg);

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(head), &fd, sizeof(fd));
	CHECK_EQ(sendmsg(to, &msg, 0), 1);
	close(fd);
}

/* the descriptor that comes, -1 when it is kept from the caller */
static int receive_fd(int from)
{
	char c, control[CMSG_SPACE(sizeof(int))];
	struct iovec data = { &c, 1 };
	struct msghdr msg = {
		.msg_iov = &data, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	struct cmsghdr *head;
	int fd;

	CHECK_EQ(recvmsg(from, &msg, 0), 1);
	head = CMSG_FIRSTHDR(&msg);
	if (!head || head->cmsg_len != CMSG_LEN(sizeof(fd)))
		return -1;
	memcpy(&fd, CMSG_DATA(head), sizeof(fd));
	return fd;
}

static void sent_directories_stay_out(void)
{
	int pair[2], pipes[2], i;
	pid_t pid;

	CHECK_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	pid = fork();
	CHECK(pid >= 0);
	if (!pid) {
		boundary_finish(262, SECURE_CCAPS);
		for (i = 0; i < 6; i++)
			CHECK_EQ(receive_fd(pair[1]), -1);
		CHECK(receive_fd(pair[1]) >= 0);
		CHECK(receive_fd(pair[1]) >= 0);
		/* its own come back to it */
		CHECK_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
		send_fd(pair[0], open("/", O_RDONLY));
		CHECK(receive_fd(pair[1]) >= 0);
		_exit(0);
	}
	send_fd(pair[0], open("/", O_RDONLY));
	send_fd(pair[0], open("/tmp", O_PATH));
	send_fd(pair[0], open("/proc/self/mem", O_RDWR));
	send_fd(pair[0], open("/dev/vda", O_RDONLY));
	send_fd(pair[0], open("/proc/self/ns/mnt", O_RDONLY));
	send_fd(pair[0], syscall(SYS_pidfd_open, getpid(), 0));
	send_fd(pair[0], open("/etc/passwd", O_RDONLY));
	CHECK_EQ(pipe(pipes), 0);
	send_fd(pair[0], pipes[0]);
	child_passes(pid);
}

/* ---- what the host shows or lends ---- */

/* with a cgroup namespace of its own, where all of the hierarchy is seen */
static void other_cgroups_are_read_only(void)
{
	int status;
	pid_t pid;

	mount("none", "/sys/fs/cgroup", "cgroup2", 0, NULL);
	CHECK(!mkdir("/sys/fs/cgroup/escape-other", 0755) || errno == EEXIST);
	CHECK(!mkdir("/sys/fs/cgroup/escape", 0755) || errno == EEXIST);
	pid = fork();
	CHECK(pid >= 0);
	if (!pid) {
		CHECK_EQ(write_file("/sys/fs/cgroup/escape/cgroup.procs", "0"),
			 1);
		CHECK_EQ(unshare(CLONE_NEWCGROUP), 0);
		boundary_finish(263, SECURE_CCAPS);
		CHECK(write_file("/sys/fs/cgroup/escape-other/cgroup.kill", "1") < 0 &&
		      errno == EACCES);
		CHECK(mkdir("/sys/fs/cgroup/escape-new", 0755) < 0 &&
		      errno == EACCES);
		CHECK(mkdir("/sys/fs/cgroup/escape-other/new", 0755) < 0 &&
		      errno == EACCES);
		/* its own, but for its limits */
		CHECK(write_file("/sys/fs/cgroup/escape/cgroup.max.descendants",
				 "max") < 0 && errno == EACCES);
		CHECK_EQ(mkdir("/sys/fs/cgroup/escape/inner", 0755), 0);
		CHECK_EQ(write_file("/sys/fs/cgroup/escape/inner/cgroup.procs",
				    "0"), 1);
		CHECK_EQ(write_file("/sys/fs/cgroup/escape/cgroup.procs", "0"),
			 1);
		CHECK_EQ(write_file("/sys/fs/cgroup/escape/inner/"
				    "cgroup.max.descendants", "3"), 1);
		CHECK_EQ(rmdir("/sys/fs/cgroup/escape/inner"), 0);
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
}

/* the numbers are refused before the device is asked: any terminal shows it */
static void lent_consoles_are_not_commanded(void)
{
	static const unsigned int cmds[] = {
		0x4B30 /* KDGETLED */, 0x4B49 /* KDSKBSENT */,
		0x4B47 /* KDSKBENT */, 0x4B3A /* KDSETMODE */,
		0x4B4E /* KDSIGACCEPT */, 0x5606 /* VT_ACTIVATE */,
		0x560B /* VT_LOCKSWITCH */, 0x541C /* TIOCLINUX */,
		0x5423 /* TIOCSETD */, 0x5000943F /* SNAP_DESTROY_V2 */,
	};
	int tty = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	char arg[512] = "";
	size_t i;

	CHECK(tty >= 0);
	boundary_finish(264, SECURE_CCAPS);
	for (i = 0; i < sizeof(cmds) / sizeof(cmds[0]); i++)
		CHECK(ioctl(tty, cmds[i], arg) < 0 && errno == EPERM);
	CHECK_EQ(ioctl(tty, TIOCGWINSZ, arg), 0);
}

/* a file of the host, open for reading, which user 0 owns and a guest may not write */
#define LENT		"/tmp/lent"

static void lent_files_have_no_path(int lent)
{
	char link[32], path[256];
	struct stat status;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", lent);
	CHECK(readlink(link, path, sizeof(path)) > 0);
	CHECK(open(link, O_RDWR) < 0 && errno == EACCES);
	CHECK(open(link, O_RDONLY) < 0 && errno == EACCES);
	CHECK(truncate(link, 0) < 0 && errno == EACCES);
	CHECK(chmod(link, 0666) < 0 && errno == EACCES);
	CHECK(fchmod(lent, 0666) < 0 && errno == EACCES);
	CHECK(fchown(lent, 1, 1) < 0 && errno == EACCES);
	CHECK_EQ(read(lent, path, 4), 4);
	CHECK_EQ(fstat(lent, &status), 0);
	CHECK_EQ(status.st_mode & 0777, 0644);
	CHECK_EQ(status.st_uid, 0);
}

/* what is the guest's own it reaches so: files, mounts, what has no path */
static void own_links_are_followed(void)
{
	int own = open("/tmp/own", O_RDWR | O_CREAT, 0600), pipes[2];
	char link[32];

	CHECK(own >= 0);
	snprintf(link, sizeof(link), "/proc/self/fd/%d", own);
	CHECK(open(link, O_RDWR) >= 0);
	CHECK_EQ(fchmod(own, 0644), 0);
	CHECK_EQ(fchown(own, 1, 1), 0);
	CHECK_EQ(pipe(pipes), 0);
	snprintf(link, sizeof(link), "/proc/self/fd/%d", pipes[1]);
	CHECK(open(link, O_WRONLY) >= 0);
	CHECK(open("/proc/self/root", O_RDONLY) >= 0);
	CHECK(open("/proc/self/cwd", O_RDONLY) >= 0);
}

static int make_lent(void)
{
	int fd = open(LENT, O_CREAT | O_TRUNC | O_WRONLY, 0644);

	CHECK(fd >= 0);
	CHECK_EQ(write(fd, "data", 4), 4);
	close(fd);
	return open(LENT, O_RDONLY);
}

static void lent_files_lead_nowhere(void)
{
	int lent = make_lent();
	pid_t pid;

	CHECK_EQ(unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC |
			 CLONE_NEWPID), 0);
	pid = fork();
	if (!pid) {
		boundary_pivot();
		boundary_finish(265, SECURE_CCAPS);
		lent_files_have_no_path(lent);
		own_links_are_followed();
		_exit(0);
	}
	child_passes(pid);
}

/* the same without namespaces, in a root below that of the host */
static void lent_files_lead_nowhere_without_namespaces(void)
{
	int lent = make_lent();
	pid_t pid = fork();

	if (!pid) {
		CHECK(!mkdir("/tmp/bare", 0755) || errno == EEXIST);
		CHECK(!mkdir("/tmp/bare/proc", 0755) || errno == EEXIST);
		CHECK(!mkdir("/tmp/bare/tmp", 0755) || errno == EEXIST);
		CHECK_EQ(mount("proc", "/tmp/bare/proc", "proc", 0, NULL), 0);
		CHECK_EQ(chdir("/tmp/bare"), 0);
		CHECK_EQ(chroot("."), 0);
		boundary_finish(266, SECURE_CCAPS);
		lent_files_have_no_path(lent);
		own_links_are_followed();
		_exit(0);
	}
	child_passes(pid);
	CHECK_EQ(umount2("/tmp/bare/proc", MNT_DETACH), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(fuse_is_not_controlled),
	TAP_TEST(sent_directories_stay_out),
	TAP_TEST(other_cgroups_are_read_only),
	TAP_TEST(lent_consoles_are_not_commanded),
	TAP_TEST(lent_files_lead_nowhere),
	TAP_TEST(lent_files_lead_nowhere_without_namespaces),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
