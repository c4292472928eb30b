// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an old, statically linked tool does: make, configure, enter and end a
 * guest, with the documented numbers and layouts only.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/utsname.h>

#include "vcmd.h"

#define SPACES		(CLONE_FS | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC)
#define ROOT		"/tmp/classic"
#define ADDRESS		"192.0.2.1"
#define SET_UTSNAME	1
#define HIDE_VINFO	0x04000000
#define PRIVATE		8
#define SET_INIT	1
#define SET_REAPER	2

/* version 0 of the address commands: up to four addresses at once */
struct addr_v0 {
	uint16_t type;
	uint16_t count;
	uint32_t ip[4];
	uint32_t mask[4];
};

static long set_name(uint32_t id, uint32_t field, const char *name)
{
	struct vs_vhi_name arg = { .field = field };

	strncpy(arg.name, name, sizeof(arg.name) - 1);
	return vs(SET_VHI_NAME, id, &arg);
}

static long add_address(uint32_t id, const char *ip)
{
	struct vs_ipv4 arg = { .type = 0x10, .ip = inet_addr(ip),
			       .mask = htonl(0xffffff00) };

	return vs(NET_ADD_IPV4, id, &arg);
}

static long migrate(uint32_t id, uint64_t how)
{
	return vs(CTX_MIGRATE, id, &how);
}

static long space(uint32_t cmd, uint32_t id, uint64_t mask, uint64_t index)
{
	uint64_t arg[2] = { mask, index };

	return vs(cmd, id, arg);
}

static uint32_t init_of(uint32_t id)
{
	uint32_t info[2] = { 0, 0 };

	CHECK_EQ(vs(VX_INFO, id, info), 0);
	CHECK_EQ(info[0], id);
	return info[1];
}

/* POSIX capabilities as the process itself sees them */
static uint64_t own_caps(void)
{
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	CHECK_EQ(syscall(SYS_capget, &head, data), 0);
	return data[0].effective | (uint64_t)data[1].effective << 32;
}

static void tell(int fd)
{
	CHECK_EQ(write(fd, "x", 1), 1);
}

static void await(int fd)
{
	char c;

	CHECK_EQ(read(fd, &c, 1), 1);
}

/* ---- the guest ---- */

/* the order of the old start-up: network, namespaces, context, limits */
static void start(uint32_t id, uint64_t flags)
{
	CHECK_EQ(net_create(id, NET_FLAGS), id);
	CHECK_EQ(add_address(id, ADDRESS), 0);
	CHECK_EQ(vs_set(SET_NCAPS, id, 0x100, 0x100), 0);
	CHECK_EQ(vs_set(SET_NFLAGS, id, 0, STATE_SETUP), 0);

	CHECK_EQ(unshare(SPACES & ~CLONE_FS), 0);
	CHECK_EQ(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), 0);
	CHECK_EQ(mount("guest", ROOT, "tmpfs", 0, "mode=755"), 0);
	CHECK_EQ(mkdir(ROOT "/proc", 0755), 0);
	CHECK_EQ(mount("proc", ROOT "/proc", "proc", 0, NULL), 0);
	CHECK_EQ(chroot(ROOT), 0);
	CHECK_EQ(chdir("/"), 0);

	CHECK_EQ(create(id, INIT_FLAGS | flags), id);
	CHECK_EQ(space(SET_SPACE, id, SPACES, 0), 0);
	CHECK_EQ(set_name(id, 0, "/etc/vservers/old"), 0);
	CHECK_EQ(set_name(id, 1, "Linux"), 0);
	CHECK_EQ(set_name(id, 2, "old.example"), 0);
	CHECK_EQ(set_name(id, 3, "2.6.22"), 0);
	CHECK_EQ(set_name(id, 4, "#1 old"), 0);
	CHECK_EQ(set_name(id, 5, "i686"), 0);
	CHECK_EQ(set_name(id, 6, "example"), 0);
	CHECK_EQ(vs_set(SET_BCAPS, id, GUEST_CAPS, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CCAPS, id, SET_UTSNAME, 0x1011f), 0);
	CHECK_EQ(vs_set(SET_UMASK, id, CLONE_NEWUTS, CLONE_NEWUTS), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, id, 0, SETUP_ENDS), 0);
}

/* a process that runs start() and then waits; its write end says when */
static pid_t start_guest(uint32_t id, uint64_t flags)
{
	int ready[2];
	pid_t pid;

	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		start(id, flags);
		tell(ready[1]);
		pause();
		_exit(0);
	}
	close(ready[1]);
	await(ready[0]);
	close(ready[0]);
	return pid;
}

/* the order of the old "enter" */
static void enter(uint32_t id)
{
	CHECK_EQ(space(ENTER_SPACE, id, 0, 0), 0);
	CHECK_EQ(vs(NET_MIGRATE, id, NULL), id);
	CHECK_EQ(migrate(id, 0), id);
}

static void end_guest(uint32_t id, pid_t pid, int signal)
{
	int32_t result[2] = { -1, -1 };
	pid_t killer = fork();

	if (!killer) {
		usleep(100000);
		_exit(ctx_kill(id, 0, signal) != 0);
	}
	CHECK_EQ(vs(WAIT_EXIT, id, result), 0);
	CHECK_EQ(result[0], 0);
	CHECK_EQ(result[1], signal);
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
	CHECK_EQ(vs(GET_CFLAGS, id, NULL), -ESRCH);
	CHECK_EQ(migrate(id, 0), -ESRCH);
}

/* ---- what is seen from outside and inside ---- */

static void host_reads_the_configuration(void)
{
	struct vs_vhi_name name = { .field = 0 };
	pid_t pid = start_guest(120, 0);

	CHECK_EQ(vs_get(GET_CFLAGS, 120), STATE_ADMIN);
	CHECK_EQ(vs_get(GET_BCAPS, 120), GUEST_CAPS);
	CHECK_EQ(vs_get(GET_CCAPS, 120), SET_UTSNAME);
	CHECK_EQ(vs_get(GET_UMASK, 120), CLONE_NEWUTS);
	CHECK_EQ(vs_get(GET_NCAPS, 120), 0x100);
	CHECK_EQ(vs_get(GET_NFLAGS, 120), NET_FLAGS & ~STATE_SETUP);
	CHECK_EQ(vs(GET_VHI_NAME, 120, &name), 0);
	CHECK(!strcmp(name.name, "/etc/vservers/old"));
	CHECK_EQ(vs(TASK_XID, pid, NULL), 120);
	CHECK_EQ(vs(TASK_NID, pid, NULL), 120);
	CHECK_EQ(init_of(120), pid);
	end_guest(120, pid, SIGKILL);
}

static void check_addresses(void)
{
	struct ifaddrs *list, *i;
	int found = 0;

	CHECK_EQ(getifaddrs(&list), 0);
	for (i = list; i; i = i->ifa_next) {
		struct sockaddr_in *addr = (void *)i->ifa_addr;

		if (addr && addr->sin_family == AF_INET &&
		    addr->sin_addr.s_addr == inet_addr(ADDRESS))
			found++;
	}
	CHECK_EQ(found, 1);
}

static void entering_is_being_there(void)
{
	pid_t pid = start_guest(121, FAKE_INIT), inside = fork();
	struct utsname names;
	int status;

	if (!inside) {
		enter(121);
		CHECK_EQ(uname(&names), 0);
		CHECK(!strcmp(names.nodename, "old.example"));
		CHECK(!strcmp(names.release, "2.6.22"));
		CHECK(!strcmp(names.version, "#1 old"));
		CHECK(!strcmp(names.machine, "i686"));
		CHECK(!strcmp(names.domainname, "example"));
		CHECK(access("/etc", F_OK) < 0 && errno == ENOENT);
		CHECK_EQ(access("/proc/1/status", F_OK), 0);
		/* visible for the sake of SET_UTSNAME and RAW_ICMP */
		CHECK_EQ(own_caps(), GUEST_CAPS | 1ULL << CAP_SYS_ADMIN |
				     1ULL << CAP_NET_RAW);
		CHECK_EQ(sethostname("new", 3), 0);
		CHECK_EQ(unshare(CLONE_NEWUTS), 0);
		CHECK(unshare(CLONE_NEWIPC) < 0 && errno == EPERM);
		CHECK(mount("x", "/proc", "tmpfs", 0, NULL) < 0);
		check_addresses();
		CHECK_EQ(vs(GET_VERSION, 0, NULL), -ENOSYS);
		_exit(0);
	}
	CHECK_EQ(waitpid(inside, &status, 0), inside);
	CHECK_EQ(status, 0);
	CHECK_EQ(uname(&names), 0);
	CHECK(!strcmp(names.nodename, "vm"));
	end_guest(121, pid, SIGTERM);
}

static void private_guests_are_not_entered(void)
{
	pid_t pid = start_guest(122, PRIVATE);

	CHECK_EQ(migrate(122, 0), -EACCES);
	CHECK_EQ(vs_set(SET_NFLAGS, 122, PRIVATE, PRIVATE), 0);
	CHECK_EQ(vs(NET_MIGRATE, 122, NULL), -EACCES);
	CHECK_EQ(space(ENTER_SPACE, 122, 0, 0), -EACCES);
	CHECK_EQ(vs_set(SET_CFLAGS, 122, 0, PRIVATE), 0);
	CHECK_EQ(space(ENTER_SPACE, 122, CLONE_NEWUTS, 0), 0);
	CHECK_EQ(space(ENTER_SPACE, 122, CLONE_NEWUTS, 1), -EINVAL);
	CHECK_EQ(space(ENTER_SPACE, 122, CLONE_NEWPID, 0), -EINVAL);
	end_guest(122, pid, SIGKILL);
}

/* ---- version 0 ---- */

static void version_0_makes_a_guest(void)
{
	struct addr_v0 addr = { 1, 4, { 0 }, { 0 } };
	struct utsname names;
	int i, ready[2], hold[2];

	for (i = 0; i < 4; i++) {
		addr.ip[i] = htonl(0xc0000201 + i);
		addr.mask[i] = htonl(0xffffff00);
	}
	CHECK_EQ(pipe(ready) | pipe(hold), 0);
	if (!fork()) {
		close(hold[1]);
		CHECK_EQ(vs(0x19010000, 123, NULL), 123);
		CHECK_EQ(vs(0x1A010000, 123, &addr), 4);
		addr.type = 0xff;
		CHECK_EQ(vs(0x1A020000, 123, &addr), 0);
		addr.type = 1;
		addr.count = 1;
		CHECK_EQ(vs(0x1A010000, 123, &addr), 1);
		addr.type = 0x101;
		CHECK_EQ(vs(0x1A010000, 123, &addr), 1);
		CHECK_EQ(vs(0x09010000, 123, NULL), 123);
		CHECK_EQ(sethostname("zero", 4), 0);
		tell(ready[1]);
		/* until the parent, which enters, is gone */
		_exit(read(hold[0], &addr, 1));
	}
	await(ready[0]);
	CHECK_EQ(vs_get(GET_CFLAGS, 123), INIT_FLAGS);
	CHECK_EQ(vs(0x0A010000, 123, NULL), 0);
	CHECK_EQ(uname(&names), 0);
	CHECK(!strcmp(names.nodename, "zero"));
	CHECK_EQ(vs(0x1B010000, 123, NULL), 123);
	CHECK_EQ(vs(0x0B010000, 123, NULL), 123);
	CHECK_EQ(vs(GET_CFLAGS, 124, NULL), -ENOSYS);
}

/* ---- life ---- */

static void second_create_is_busy_or_exists(void)
{
	pid_t pid = start_guest(124, 0);

	CHECK_EQ(create(124, INIT_FLAGS), -EEXIST);
	end_guest(124, pid, SIGKILL);
	CHECK_EQ(create(124, INIT_FLAGS), 124);
}

static void setup_does_not_come_back(void)
{
	uint64_t arg[2] = { 0, 0 };
	pid_t pid = start_guest(125, 0);

	CHECK_EQ(vs_set(SET_CFLAGS, 125, INIT_FLAGS | HIDE_VINFO,
			INIT_FLAGS | HIDE_VINFO), 0);
	CHECK_EQ(vs(GET_CFLAGS, 125, arg), 0);
	CHECK_EQ(arg[0], STATE_ADMIN | HIDE_VINFO);
	CHECK_EQ(arg[1] & INIT_FLAGS, STATE_ADMIN);
	end_guest(125, pid, SIGKILL);
}

static void persistent_guests_need_no_process(void)
{
	int i;

	if (!fork()) {
		CHECK_EQ(create(126, INIT_FLAGS | PERSISTENT), 126);
		CHECK_EQ(vs_set(SET_CFLAGS, 126, 0, SETUP_ENDS), 0);
		_exit(0);
	}
	wait(NULL);
	usleep(100000);
	CHECK_EQ(vs_get(GET_CFLAGS, 126), STATE_ADMIN | PERSISTENT);
	CHECK_EQ(ctx_kill(126, 0, SIGKILL), -ESRCH);
	CHECK_EQ(init_of(126), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 126, 0, PERSISTENT), 0);
	for (i = 0; i < 100 && vs(GET_CFLAGS, 126, NULL) != -ESRCH; i++)
		usleep(10000);
	CHECK_EQ(vs(GET_CFLAGS, 126, NULL), -ESRCH);
}

/* the first process configures and leaves; another one becomes init */
static void init_can_come_later(void)
{
	int ready[2];
	pid_t pid;

	CHECK_EQ(pipe(ready), 0);
	if (!fork()) {
		CHECK_EQ(create(127, INIT_FLAGS | PERSISTENT | FAKE_INIT), 127);
		CHECK_EQ(vs_set(SET_CFLAGS, 127, 0, STATE_SETUP), 0);
		_exit(0);
	}
	wait(NULL);
	CHECK_EQ(init_of(127), 0);
	pid = fork();
	if (!pid) {
		CHECK_EQ(migrate(127, SET_INIT | SET_REAPER), 127);
		CHECK_EQ(getpid(), 1);
		tell(ready[1]);
		pause();
	}
	await(ready[0]);
	CHECK_EQ(init_of(127), pid);
	CHECK_EQ(vs_set(SET_CFLAGS, 127, 0, PERSISTENT | STATE_INIT), 0);
	end_guest(127, pid, SIGTERM);
}

static pid_t fork_member(uint32_t id, int fd)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	CHECK_EQ(migrate(id, 0), id);
	tell(fd);
	for (;;)
		pause();
}

static int ended_by(pid_t pid)
{
	int status;

	CHECK_EQ(waitpid(pid, &status, 0), pid);
	return status;
}

/* who is reached by each value of pid */
static void kill_chooses(void)
{
	pid_t init = start_guest(128, 0), one, two, host = fork();
	int ready[2];

	if (!host) {
		pause();
		_exit(0);
	}
	CHECK_EQ(pipe(ready), 0);
	one = fork_member(128, ready[1]);
	two = fork_member(128, ready[1]);
	await(ready[0]);
	await(ready[0]);
	CHECK_EQ(ctx_kill(128, host, SIGKILL), -ESRCH);
	CHECK_EQ(ctx_kill(128, 1, 0), 0);
	CHECK_EQ(ctx_kill(128, 0, 0), 0);
	CHECK_EQ(ctx_kill(128, one, SIGTERM), 0);
	CHECK_EQ(ended_by(one), SIGTERM);
	CHECK_EQ(ctx_kill(128, one, SIGTERM), -ESRCH);
	CHECK_EQ(ctx_kill(128, -1, SIGUSR1), 0);
	CHECK_EQ(ended_by(two), SIGUSR1);
	CHECK_EQ(kill(init, 0), 0);
	CHECK_EQ(ctx_kill(128, 1, SIGUSR2), 0);
	CHECK_EQ(ended_by(init), SIGUSR2);
	CHECK_EQ(kill(host, SIGKILL), 0);
}

/* without STATE_ADMIN init hears SIGINT, whatever was sent */
static void closed_guests_hear_ctrl_alt_del(void)
{
	pid_t init = start_guest(129, 0), one;
	int ready[2];

	CHECK_EQ(pipe(ready), 0);
	one = fork_member(129, ready[1]);
	await(ready[0]);
	CHECK_EQ(vs_set(SET_CFLAGS, 129, 0, STATE_ADMIN), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 129, 0, HIDE_VINFO), -EACCES);
	CHECK_EQ(migrate(129, 0), -EACCES);
	CHECK_EQ(ctx_kill(129, one, SIGKILL), -EACCES);
	CHECK_EQ(ctx_kill(129, 0, SIGKILL), -EACCES);
	CHECK_EQ(ctx_kill(129, -1, SIGKILL), -EACCES);
	CHECK(kill(one, SIGKILL) < 0 && errno == EACCES);
	CHECK_EQ(ctx_kill(129, 1, SIGKILL), 0);
	CHECK_EQ(ended_by(init), SIGINT);
	CHECK_EQ(ctx_kill(129, 0, SIGKILL), 0);
	CHECK_EQ(ended_by(one), SIGKILL);
}

static void prepare(void)
{
	CHECK_EQ(mkdir(ROOT, 0755), 0);
	CHECK_EQ(system("ip link add cl0 type dummy && ip link set cl0 up &&"
			"ip addr add " ADDRESS "/24 dev cl0"), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(prepare),
	TAP_TEST(host_reads_the_configuration),
	TAP_TEST(entering_is_being_there),
	TAP_TEST(private_guests_are_not_entered),
	TAP_TEST(version_0_makes_a_guest),
	TAP_TEST(second_create_is_busy_or_exists),
	TAP_TEST(setup_does_not_come_back),
	TAP_TEST(persistent_guests_need_no_process),
	TAP_TEST(init_can_come_later),
	TAP_TEST(kill_chooses),
	TAP_TEST(closed_guests_hear_ctrl_alt_del),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
