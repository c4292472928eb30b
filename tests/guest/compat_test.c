// SPDX-License-Identifier: GPL-2.0-only
/*
 * The system call of a 32-bit program (this one is built with -m32): the
 * layout with a 4-byte pointer, and those that are the same for both.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/reboot.h>

#include "vcmd.h"

#define FILE_NAME	"/tmp/compat-file"
#define IXUNLINK	0x20000
#define IMMUTABLE	0x40000
#define COW		0x80000
#define PAGE		4096

_Static_assert(sizeof(void *) == 4, "a 32-bit program");
_Static_assert(sizeof(struct vs_iattr) == 16, "the layout for 32 bits");
_Static_assert(sizeof(struct vs_mapping) == 12, "the same");

static char *page;

/* data at the end of the accessible page, its last bytes beyond it */
static void *place(const void *data, size_t size, size_t beyond)
{
	return memcpy(page + PAGE - size + beyond, data, size - beyond);
}

static struct vs_iattr file_attr(void)
{
	struct vs_iattr arg = { FILE_NAME, ~0U, ~0U, ~0U };

	CHECK_EQ(vs(GET_IATTR, 0, &arg), 0);
	CHECK(!strcmp(arg.name, FILE_NAME));
	CHECK_EQ(arg.tag, 0);
	return arg;
}

static void version_is_the_same(void)
{
	CHECK_EQ(vs(GET_VERSION, 0, NULL), 0x00020308);
	CHECK(vs(GET_VCI, 0, NULL) & 1);
	CHECK_EQ(vs(GET_VERSION | 1, 0, NULL), -ENOSYS);
	CHECK_EQ(vs(0x3F010001, 0, NULL), -ENOSYS);
}

static void attributes_have_the_short_layout(void)
{
	struct vs_iattr set = { FILE_NAME, 0, IXUNLINK | IMMUTABLE,
				IXUNLINK | IMMUTABLE };

	CHECK_EQ(file_attr().flags, 0);
	CHECK_EQ(file_attr().mask, IXUNLINK | IMMUTABLE | COW);
	CHECK_EQ(vs(SET_IATTR, 0, &set), 0);
	CHECK_EQ(file_attr().flags, IXUNLINK | IMMUTABLE | COW);
	set.mask = IMMUTABLE;
	set.flags = 0;
	CHECK_EQ(vs(SET_IATTR, 0, &set), 0);
	CHECK_EQ(file_attr().flags, IXUNLINK);
	set.mask = IXUNLINK;
	CHECK_EQ(vs(SET_IATTR, 0, &set), 0);
	CHECK_EQ(file_attr().flags, 0);
}

static void attributes_by_descriptor(void)
{
	uint32_t arg[3] = { ~0U, ~0U, ~0U };
	int fd = open(FILE_NAME, O_RDONLY);

	CHECK_EQ(vs(0x26030000, fd, arg), 0);
	CHECK_EQ(arg[0], 0);
	CHECK_EQ(arg[1], 0);
	CHECK_EQ(arg[2], IXUNLINK | IMMUTABLE | COW);
	CHECK_EQ(vs(0x26030000, 999, arg), -EBADF);
}

static void bad_attributes_are_refused(void)
{
	struct vs_iattr arg = { "/tmp/nothing", 0, 0, 0 };

	CHECK_EQ(vs(GET_IATTR, 0, &arg), -ENOENT);
	CHECK_EQ(vs(SET_IATTR, 0, &arg), -ENOENT);
	arg.name = (void *)8;
	CHECK_EQ(vs(GET_IATTR, 0, &arg), -EFAULT);
	arg.name = page + PAGE;
	CHECK_EQ(vs(SET_IATTR, 0, &arg), -EFAULT);
	CHECK_EQ(vs(SET_IATTR, 0, NULL), -EFAULT);
	arg = (struct vs_iattr){ FILE_NAME, 0, 0, 1U << 30 };
	CHECK_EQ(vs(SET_IATTR, 0, &arg), -EINVAL);
	CHECK_EQ(file_attr().flags, 0);
}

/* the default map: nobody is in a context */
static void mappings_have_the_short_layout(void)
{
	struct vs_mapping arg = { "/dev/zero", "/dev/null", 0x12 };

	CHECK_EQ(vs(UNSET_MAPPING, 0, &arg), -ENOENT);
	CHECK_EQ(vs(SET_MAPPING, 0, place(&arg, 12, 1)), -EFAULT);
	CHECK_EQ(vs(SET_MAPPING, 0, place(&arg, 12, 0)), 0);
	arg.target = page + PAGE;
	CHECK_EQ(vs(SET_MAPPING, 0, &arg), -EFAULT);
	arg.target = NULL;
	CHECK_EQ(vs(SET_MAPPING, 0, &arg), -EINVAL);
	CHECK_EQ(vs(UNSET_MAPPING, 0, place(&arg, 12, 1)), -EFAULT);
	CHECK_EQ(vs(UNSET_MAPPING, 0, place(&arg, 12, 0)), 0);
	CHECK_EQ(vs(UNSET_MAPPING, 0, &arg), -ENOENT);
	arg.device = page + PAGE;
	CHECK_EQ(vs(UNSET_MAPPING, 0, &arg), -EFAULT);
}

static void sizes_are_exact(void)
{
	struct vs_iattr attr = { FILE_NAME, 0, 0, 0 };
	uint64_t words[2] = { 0, 0 };
	struct vs_vhi_name name = { 0, "short", { 0 } };
	uint64_t flags = INIT_FLAGS;

	CHECK_EQ(vs(GET_IATTR, 0, place(&attr, 16, 0)), 0);
	CHECK_EQ(vs(GET_IATTR, 0, place(&attr, 16, 1)), -EFAULT);
	CHECK_EQ(vs(SET_IATTR, 0, place(&attr, 16, 0)), 0);
	CHECK_EQ(vs(SET_IATTR, 0, place(&attr, 16, 1)), -EFAULT);
	CHECK_EQ(vs(CTX_CREATE, 30, place(&flags, 8, 1)), -EFAULT);
	CHECK_EQ(vs(CTX_CREATE, 30, place(&flags, 8, 0)), 30);
	CHECK_EQ(vs(GET_CFLAGS, 30, place(words, 16, 1)), -EFAULT);
	CHECK_EQ(vs(GET_CFLAGS, 30, place(words, 16, 0)), 0);
	CHECK_EQ(vs(SET_CFLAGS, 30, place(words, 16, 1)), -EFAULT);
	CHECK_EQ(vs(SET_CFLAGS, 30, place(words, 16, 0)), 0);
	CHECK_EQ(vs(SET_VHI_NAME, 30, place(&name, 72, 1)), -EFAULT);
	CHECK_EQ(vs(SET_VHI_NAME, 30, place(&name, 72, 0)), 0);
}

/* 64-bit values pass through a 32-bit program whole */
static void contexts_are_the_same(void)
{
	uint64_t spaces[2] = { CLONE_NEWUTS, 0 };
	struct vs_vhi_name name = { 2, "thirty-two", { 0 } };
	struct vs_ipv4 ip = { 0x10, 0, 0x010200c0, 0, 0x00ffffff };

	CHECK_EQ(unshare(CLONE_NEWUTS), 0);
	CHECK_EQ(net_create(31, NET_FLAGS), 31);
	CHECK_EQ(create(31, INIT_FLAGS | FAKE_INIT), 31);
	CHECK_EQ(vs_get(GET_CFLAGS, 31), INIT_FLAGS | FAKE_INIT);
	CHECK_EQ(vs(SET_SPACE, 31, spaces), 0);
	CHECK_EQ(vs(SET_VHI_NAME, 31, &name), 0);
	memset(&name.name, 0xff, sizeof(name.name));
	CHECK_EQ(vs(GET_VHI_NAME, 31, &name), 0);
	CHECK(!strcmp(name.name, "thirty-two"));
	CHECK_EQ(vs(NET_ADD_IPV4, 31, &ip), 0);
	CHECK_EQ(vs(NET_ADD_IPV4, 31, &ip), -EEXIST);
	CHECK_EQ(vs_set(SET_BCAPS, 31, GUEST_CAPS, ~0ULL), 0);
	CHECK_EQ(vs_get(GET_BCAPS, 31), GUEST_CAPS);
	CHECK_EQ(vs_set(SET_NFLAGS, 31, 0, STATE_SETUP), 0);
	CHECK_EQ(vs_get(GET_NFLAGS, 31), NET_FLAGS & ~STATE_SETUP);
	CHECK_EQ(vs_set(SET_CFLAGS, 31, ~0ULL, 1ULL << 60), -EINVAL);
	CHECK_EQ(vs_set(SET_CFLAGS, 31, 0, SETUP_ENDS), 0);
	CHECK_EQ(getpid(), 1);
	CHECK_EQ(vs(GET_VERSION, 0, NULL), -ENOSYS);
}

/* the call is as absent as for a 64-bit program */
static void strangers_have_no_call(void)
{
	struct vs_iattr arg = { FILE_NAME, 0, 0, 0 };

	CHECK_EQ(setresuid(65534, 65534, 65534), 0);
	CHECK_EQ(vs(GET_VERSION, 0, NULL), -ENOSYS);
	CHECK_EQ(vs(GET_IATTR, 0, &arg), -ENOSYS);
}

/* the same numbers as in escape_file_test, by the other entry */
static void lent_terminals_are_not_commanded(void)
{
	int tty = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	char arg[64] = "";

	CHECK(tty >= 0);
	become_guest(33, 0);
	CHECK(ioctl(tty, TIOCLINUX, arg) < 0 && errno == EPERM);
	CHECK(ioctl(tty, TIOCSETD, arg) < 0 && errno == EPERM);
	CHECK_EQ(ioctl(tty, TIOCGWINSZ, arg), 0);
}

static void ends_are_told(void)
{
	int32_t result[2] = { -1, -1 };
	int ready[2];
	char c;

	CHECK_EQ(pipe(ready), 0);
	if (!fork()) {
		CHECK_EQ(create(32, INIT_FLAGS), 32);
		CHECK_EQ(vs_set(SET_CFLAGS, 32, 0, SETUP_ENDS), 0);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		/* usleep() needs CONFIG_COMPAT_32BIT_TIME */
		CHECK_EQ(poll(NULL, 0, 300), 0);
		_exit(reboot(RB_HALT_SYSTEM) ? 8 : 9);
	}
	CHECK_EQ(read(ready[0], &c, 1), 1);
	CHECK_EQ(ctx_kill(32, 0, 0), 0);
	CHECK_EQ(ctx_kill(32, 0, 65), -EINVAL);
	CHECK_EQ(vs(WAIT_EXIT, 32, result), 0);
	CHECK_EQ((uint32_t)result[0], (uint32_t)RB_HALT_SYSTEM);
	CHECK_EQ(result[1], 9 << 8);
	CHECK_EQ(ctx_kill(32, 0, SIGKILL), -ESRCH);
}

static const struct tap_test tests[] = {
	TAP_TEST(version_is_the_same),
	TAP_TEST(attributes_have_the_short_layout),
	TAP_TEST(attributes_by_descriptor),
	TAP_TEST(bad_attributes_are_refused),
	TAP_TEST(mappings_have_the_short_layout),
	TAP_TEST(sizes_are_exact),
	TAP_TEST(contexts_are_the_same),
	TAP_TEST(strangers_have_no_call),
	TAP_TEST(lent_terminals_are_not_commanded),
	TAP_TEST(ends_are_told),
};

int main(void)
{
	int fd = open(FILE_NAME, O_CREAT | O_RDONLY, 0644);

	page = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (fd < 0 || page == MAP_FAILED ||
	    mprotect(page + PAGE, PAGE, PROT_NONE))
		return 1;
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
