// SPDX-License-Identifier: GPL-2.0-only
/*
 * User namespaces in a guest: none without CLONE_NEWUSER in its mask; with it
 * an ordinary user has every right to what the namespace owns, and none more
 * than before to what the guest and the host own.
 */
#define _GNU_SOURCE
#include <endian.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/xattr.h>

#include "boundary.h"

#define USER		1000
#define DEFAULT_MASK	(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC |	\
			 CLONE_NEWPID | CLONE_NEWCGROUP)

static int host_names;

/* the caller becomes root of a finished guest */
static void enter_as_root(uint32_t id, uint64_t mask)
{
	host_names = open("/proc/self/ns/uts", O_RDONLY);
	CHECK(host_names >= 0);
	CHECK_EQ(unshare(CLONE_NEWNS | CLONE_NEWUTS), 0);
	boundary_private_mounts();
	CHECK_EQ(net_create(id, NET_FLAGS), id);
	CHECK_EQ(create(id, INIT_FLAGS), id);
	CHECK_EQ(vs_set(SET_BCAPS, id, SECURE_CAPS, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CCAPS, id, SECURE_CCAPS, 0x30f711f), 0);
	CHECK_EQ(vs_set(SET_UMASK, id, mask, mask), 0);
	CHECK_EQ(vs_set(SET_NFLAGS, id, 0, STATE_SETUP), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, id, 0, SETUP_ENDS), 0);
}

/* the caller becomes an ordinary user of one */
static void enter(uint32_t id, uint64_t mask)
{
	enter_as_root(id, mask);
	CHECK_EQ(setresgid(USER, USER, USER), 0);
	CHECK_EQ(setresuid(USER, USER, USER), 0);
	/* its files in /proc are its own again */
	CHECK_EQ(prctl(PR_SET_DUMPABLE, 1), 0);
}

/* root of its own user namespace, and of others that belong to it */
static void become_root(int spaces)
{
	CHECK_EQ(unshare(CLONE_NEWUSER | spaces), 0);
	CHECK_EQ(write_file("/proc/self/setgroups", "deny"), 4);
	CHECK_EQ(write_file("/proc/self/uid_map", "0 1000 1"), 8);
	CHECK_EQ(write_file("/proc/self/gid_map", "0 1000 1"), 8);
	CHECK_EQ(setresuid(0, 0, 0), 0);
}

static void refused_without_the_mask(void)
{
	enter(1000 + getpid(), DEFAULT_MASK);
	CHECK(unshare(CLONE_NEWUSER) < 0 && errno == EPERM);
}

/* once more after exec, which computes the visible sets anew */
static void use_own(void)
{
	CHECK_EQ(sethostname("inner", 5), 0);
	CHECK_EQ(mount("inner", "/tmp", "tmpfs", 0, NULL), 0);
	CHECK_EQ(mkdir("/tmp/dir", 0700), 0);
	CHECK_EQ(umount2("/tmp", MNT_DETACH), 0);
}

static void owner_of_what_it_makes(void)
{
	int status;

	enter(1000 + getpid(), DEFAULT_MASK | CLONE_NEWUSER);
	become_root(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID |
		    CLONE_NEWCGROUP);
	use_own();
	if (!fork()) {
		execl(program_invocation_name, "userns_test", "own",
		      NULL);
		_exit(127);
	}
	CHECK(wait(&status) > 0);
	CHECK_EQ(status, 0);
}

/* ---- what belongs to the guest or the host ---- */

TRY(set_name, sethostname("host", 4))
TRY(mount_here, mount("x", "/tmp", "tmpfs", 0, NULL))
TRY(make_mounts_shared, mount(NULL, "/", NULL, MS_SHARED, NULL))
TRY(make_disk, mknod("/tmp/disk", S_IFBLK | 0600, 0xfe00))
TRY(set_time, settimeofday(&(struct timeval){ 1, 0 }, NULL))
TRY(enter_host, setns(host_names, CLONE_NEWUTS))
TRY(trust, setxattr("/tmp", "trusted.x", "y", 1, 0))
TRY(own_host_file, chown("/etc/passwd", 0, 0))
TRY(write_host_file, open("/etc/passwd", O_WRONLY))
TRY(write_sysctl, open("/proc/sys/kernel/panic", O_WRONLY))
TRY(end_first, kill(1, 0))
TRY(make_context, ({ errno = -create(777, INIT_FLAGS); errno ? -1 : 0; }))
TRY(raise_priority, setpriority(PRIO_PROCESS, 0, -5))

static long call_mark(void)
{
	int one = 1, fd = socket(AF_INET, SOCK_DGRAM, 0);

	CHECK(fd >= 0);
	return setsockopt(fd, SOL_SOCKET, SO_MARK, &one, sizeof(one));
}

TRY(mark_packets, call_mark())

static const struct attempt attempts[] = {
	LINE(set_name, EPERM), LINE(mount_here, EPERM),
	LINE(make_mounts_shared, EPERM), LINE(make_disk, EPERM),
	LINE(set_time, EPERM), LINE(enter_host, EPERM), LINE(trust, EPERM),
	LINE(own_host_file, EPERM), LINE(write_host_file, EACCES),
	LINE(write_sysctl, EACCES), LINE(end_first, ESRCH),
	LINE(make_context, ENOSYS), LINE(raise_priority, EACCES),
	LINE(mark_packets, EPERM),
};

static void no_owner_of_the_rest(void)
{
	size_t i;

	enter(1000 + getpid(), DEFAULT_MASK | CLONE_NEWUSER);
	become_root(0);
	for (i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
		printf("# %s\n", attempts[i].name);
		CHECK_EQ(boundary_try(&attempts[i]), attempts[i].want);
	}
}

/* a network of its own reaches nothing: there is not even an address */
static void own_network_is_empty(void)
{
	struct {
		uint16_t family, port;
		uint32_t address;
		char rest[8];
	} host = { AF_INET, 0, htobe32(0xc0000201), "" };
	int fd;

	enter(1000 + getpid(), DEFAULT_MASK | CLONE_NEWUSER);
	become_root(CLONE_NEWNET);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	CHECK(fd >= 0);
	CHECK(bind(fd, (void *)&host, sizeof(host)) < 0);
	CHECK_EQ(errno, EADDRNOTAVAIL);
	CHECK(connect(fd, (void *)&host, sizeof(host)) < 0);
}

/* user namespaces of root of the host, who is the user that the guest's root is */
static void no_owner_of_others(void)
{
	int ready[2], space, status;
	char c, file[32];
	pid_t pid, guest;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		CHECK_EQ(unshare(CLONE_NEWUSER), 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	snprintf(file, sizeof(file), "/proc/%d/ns/user", pid);
	space = open(file, O_RDONLY);
	CHECK(space >= 0);
	guest = fork();
	if (!guest) {
		enter_as_root(1000 + getpid(), DEFAULT_MASK | CLONE_NEWUSER);
		CHECK(setns(space, CLONE_NEWUSER) < 0 && errno == EPERM);
		/* its own is */
		CHECK_EQ(unshare(CLONE_NEWUSER | CLONE_NEWUTS), 0);
		CHECK_EQ(sethostname("inner", 5), 0);
		_exit(0);
	}
	CHECK_EQ(waitpid(guest, &status, 0), guest);
	CHECK_EQ(status, 0);
	CHECK_EQ(kill(pid, SIGKILL), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(refused_without_the_mask),
	TAP_TEST(owner_of_what_it_makes),
	TAP_TEST(no_owner_of_the_rest),
	TAP_TEST(no_owner_of_others),
	TAP_TEST(own_network_is_empty),
};

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "own")) {
		use_own();
		return 0;
	}
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
