// SPDX-License-Identifier: GPL-2.0-only
/*
 * bare ROOT CAPS PROGRAM [ARG...]: runs a program as the child of the init of a
 * guest that has contexts and a chroot, but no namespace of its own.  CAPS are
 * capabilities beyond the default, a comma between several, or "-".  Before it
 * enters it becomes the copy of itself in ROOT: a guest gets no file of the host
 * by /proc/<pid>/exe of its init.
 */
#include <arpa/inet.h>
#include <signal.h>
#include <sys/capability.h>
#include <sys/prctl.h>

#include "vcmd.h"

#define SELF		"/attack/bare"
#define XID		300
#define ADDRESS		"192.0.2.3"
#define TYPE_ADDRESS	0x10
/* what "vserver build" gives: no SYS_ADMIN, MKNOD, NET_ADMIN, ... */
#define DEFAULT_CAPS	0xb44c04ffULL
/* SET_UTSNAME, RAW_ICMP, AUDIT_CONTROL: SYS_ADMIN is in the visible sets */
#define DEFAULT_CCAPS	0x4101ULL
#define ALL_CCAPS	0x30f711fULL

static uint64_t caps_of(char *names)
{
	uint64_t caps = 0;
	char name[32], *one;
	cap_value_t cap;

	if (!strcmp(names, "-"))
		return 0;
	while ((one = strsep(&names, ","))) {
		snprintf(name, sizeof(name), "cap_%s", one);
		CHECK_EQ(cap_from_name(name, &cap), 0);
		caps |= 1ULL << cap;
	}
	return caps;
}

/* a context of before that ends keeps its id until a work queue ran */
static void create_both(void)
{
	long nid = -EEXIST, xid = -EEXIST;
	int i;

	for (i = 0; i < 100 && nid == -EEXIST; i++) {
		nid = net_create(XID, NET_FLAGS);
		usleep(100000 * (nid < 0));
	}
	CHECK_EQ(nid, XID);
	for (i = 0; i < 100 && xid == -EEXIST; i++) {
		xid = create(XID, INIT_FLAGS);
		usleep(100000 * (xid < 0));
	}
	CHECK_EQ(xid, XID);
}

static void enter(uint64_t caps)
{
	struct vs_ipv4 address = {
		.type = TYPE_ADDRESS,
		.ip = inet_addr(ADDRESS),
		.mask = inet_addr("255.255.255.0"),
	};

	create_both();
	CHECK_EQ(vs(NET_ADD_IPV4, XID, &address), 0);
	CHECK_EQ(vs_set(SET_BCAPS, XID, DEFAULT_CAPS | caps, ~0ULL), 0);
	CHECK_EQ(vs_set(SET_CCAPS, XID, DEFAULT_CCAPS, ALL_CCAPS), 0);
	CHECK_EQ(vs_set(SET_NFLAGS, XID, 0, STATE_SETUP), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, XID, 0, SETUP_ENDS), 0);
}

int main(int argc, char **argv)
{
	int status;
	pid_t pid;

	CHECK(argc > 3);
	if (strcmp(argv[1], "/")) {
		/* first: no context passes a barrier */
		CHECK_EQ(chroot(argv[1]) | chdir("/"), 0);
		argv[1] = "/";
		execv(SELF, argv);
		CHECK(!"exec");
	}
	CHECK_EQ(setsid(), getpid());
	/* for attacks that reach all of the guest */
	signal(SIGUSR1, SIG_IGN);
	enter(caps_of(argv[2]));
	pid = fork();
	if (!pid) {
		signal(SIGUSR1, SIG_DFL);
		execv(argv[3], argv + 3);
		_exit(127);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
