// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which entries of /proc and /sys a guest sees, by every way to a name: the
 * listing, a lookup, a name that the host has looked up before, a path through
 * a hidden directory.  Written against the documented numbers.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "vcmd.h"

#define SPECTATOR	1
#define GUEST		200
#define ADMIN		1
#define WATCH		2
#define HIDE		4
#define FLAGS		7

static const char * const shown[] = {
	"/proc/cpuinfo", "/proc/filesystems", "/proc/loadavg", "/proc/meminfo",
	"/proc/mounts", "/proc/net/dev", "/proc/net/if_inet6", "/proc/net/route",
	"/proc/net/tcp", "/proc/net/udp6", "/proc/net/unix", "/proc/self/stat",
	"/proc/stat", "/proc/swaps", "/proc/sys/kernel/hostname",
	"/proc/sysvipc/shm", "/proc/thread-self/stat", "/proc/uptime",
	"/proc/version", "/proc/virtual/info", "/proc/virtnet/info",
	"/sys/devices/system/cpu/online", "/sys/fs/cgroup",
	"/sys/devices/system/cpu/possible",
};

/* each is there on the host */
static const char * const hidden[] = {
	"/proc/cmdline", "/proc/devices", "/proc/diskstats", "/proc/fs",
	"/proc/interrupts", "/proc/iomem", "/proc/kallsyms", "/proc/kmsg",
	"/proc/locks", "/proc/net/arp", "/proc/net/netstat", "/proc/net/rt_cache",
	"/proc/net/snmp", "/proc/partitions", "/proc/slabinfo",
	"/proc/sysrq-trigger", "/proc/tty/drivers", "/proc/vmstat",
	"/proc/zoneinfo", "/proc/keys", "/proc/pressure/cpu",
	"/sys/block", "/sys/bus", "/sys/class/net", "/sys/dev",
	"/sys/devices/pci0000:00", "/sys/devices/system/clocksource",
	"/sys/firmware", "/sys/kernel/slab", "/sys/kernel/vmcoreinfo",
	"/sys/module",
};

#define COUNT(array)	(sizeof(array) / sizeof(array[0]))

static void __attribute__((format(printf, 1, 2), noreturn))
fail(const char *format, ...)
{
	va_list ap;

	printf("# ");
	va_start(ap, format);
	vprintf(format, ap);
	va_end(ap);
	printf("\n");
	fflush(stdout);
	_exit(1);
}

/* the spectator, or a guest with an id that none had before */
static void inside(uint32_t id, void (*run)(void))
{
	uint64_t how = 0;
	int status;
	pid_t pid = fork();

	if (!pid) {
		if (id == SPECTATOR)
			CHECK_EQ(vs(CTX_MIGRATE, id, &how), id);
		else
			become_guest(id + getpid(), 0);
		run();
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
}

static bool is_listed(const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	char dir[64];
	struct dirent *entry;
	DIR *d;

	snprintf(dir, sizeof(dir), "%.*s", (int)(name - path), path);
	d = opendir(dir);
	if (!d)
		return false;
	while ((entry = readdir(d)))
		if (!strcmp(entry->d_name, name))
			break;
	closedir(d);
	return entry;
}

/* there by every way, or by none */
static bool is_there(const char *path)
{
	struct stat st;
	bool ret = !stat(path, &st);
	int fd;

	if (!ret && errno != ENOENT)
		fail("%s: stat: %m", path);
	if (is_listed(path) != ret)
		fail("%s: stat and readdir differ", path);
	fd = open(path, O_RDONLY | O_NONBLOCK);
	if (!ret && (fd >= 0 || errno != ENOENT))
		fail("%s: open: %d %m", path, fd);
	if (fd >= 0)
		close(fd);
	/* what bind mounts and systemd begin with */
	fd = open(path, O_PATH);
	if (ret ? fd < 0 : fd >= 0 || errno != ENOENT)
		fail("%s: O_PATH: %d %m", path, fd);
	if (fd >= 0)
		close(fd);
	if (!ret && (!access(path, F_OK) || errno != ENOENT))
		fail("%s: access: %m", path);
	return ret;
}

static void guest_looks(void)
{
	size_t i;

	for (i = 0; i < COUNT(shown); i++)
		if (!is_there(shown[i]))
			fail("%s is hidden", shown[i]);
	for (i = 0; i < COUNT(hidden); i++)
		if (is_there(hidden[i]))
			fail("%s is shown", hidden[i]);
}

static void host_looks(void)
{
	size_t i;

	for (i = 0; i < COUNT(shown); i++)
		if (!is_there(shown[i]))
			fail("%s is not there for the host", shown[i]);
	for (i = 0; i < COUNT(hidden); i++)
		if (!is_there(hidden[i]))
			fail("%s is not there for the host", hidden[i]);
}

static void guests_see_what_they_need(void)
{
	inside(GUEST, guest_looks);
}

/* the host's lookups leave names behind, and see all with guests there */
static void found_names_stay_hidden(void)
{
	host_looks();
	inside(GUEST, guest_looks);
	host_looks();
}

static void whole_directories(void)
{
	DIR *d = opendir("/sys");
	struct dirent *entry;
	int count = 0;

	CHECK(d);
	while ((entry = readdir(d)))
		count++;
	closedir(d);
	/* ., .., devices, fs; the kernel has no transparent huge pages */
	CHECK(count == 4 || count == 5);
}

static void nothing_else_is_listed(void)
{
	inside(GUEST, whole_directories);
}

static void sees_uptime(void)
{
	CHECK(is_there("/proc/uptime"));
}

static void misses_uptime(void)
{
	CHECK(!is_there("/proc/uptime"));
}

static void attributes_decide(void)
{
	CHECK_EQ(get_attr("/proc/uptime").flags, 0);
	CHECK_EQ(get_attr("/proc/uptime").mask & FLAGS, FLAGS);
	CHECK_EQ(get_attr("/proc/interrupts").flags, ADMIN | HIDE);
	CHECK_EQ(set_attr("/proc/uptime", HIDE | ADMIN, FLAGS), 0);
	inside(GUEST, misses_uptime);
	inside(SPECTATOR, misses_uptime);
	sees_uptime();
	CHECK_EQ(set_attr("/proc/uptime", WATCH, WATCH), 0);
	CHECK_EQ(get_attr("/proc/uptime").flags, ADMIN | WATCH | HIDE);
	inside(GUEST, misses_uptime);
	inside(SPECTATOR, sees_uptime);
	sees_uptime();
	CHECK_EQ(set_attr("/proc/uptime", 0, HIDE), 0);
	inside(GUEST, sees_uptime);
	inside(SPECTATOR, sees_uptime);
	CHECK_EQ(set_attr("/proc/uptime", 0, FLAGS), 0);
}

static void reads_interrupts(void)
{
	char c;
	int fd = open("/proc/interrupts", O_RDONLY);

	CHECK(is_there("/proc/interrupts"));
	CHECK_EQ(read(fd, &c, 1), 1);
	close(fd);
}

static void shown_entries_are_read(void)
{
	CHECK_EQ(set_attr("/proc/interrupts", 0, HIDE), 0);
	inside(GUEST, reads_interrupts);
	CHECK_EQ(set_attr("/proc/interrupts", HIDE, HIDE), 0);
	inside(GUEST, guest_looks);
}

/* a descriptor that the host opened does not lead to names, and tells nothing */
static void follow_descriptor(void)
{
	int fd = open("/proc/self/fd/9", O_RDONLY);
	struct stat st;

	CHECK(fstat(9, &st) < 0 && errno == ENOENT);
	CHECK(fstat(7, &st) < 0 && errno == ENOENT);
	CHECK(fd < 0 && errno == ENOENT);
	fd = openat(8, "drivers", O_RDONLY);
	CHECK(fd < 0 && errno == ENOENT);
}

static void descriptors_open_nothing(void)
{
	CHECK_EQ(dup2(open("/proc/interrupts", O_RDONLY), 9), 9);
	CHECK_EQ(dup2(open("/proc/tty", O_RDONLY), 8), 8);
	CHECK_EQ(dup2(open("/sys/module", O_RDONLY), 7), 7);
	inside(GUEST, follow_descriptor);
	close(9);
	close(8);
	close(7);
}

static void change_own_view(void)
{
	struct vs_iattr arg = { "/proc/uptime", 0, HIDE, HIDE };

	CHECK(vs(SET_IATTR, 0, &arg) < 0);
	sees_uptime();
}

/* not even with all capabilities: the entry belongs to all */
static void setup_does_not_change_it(void)
{
	struct vs_iattr arg = { "/proc/uptime", 0, HIDE, HIDE };
	uint32_t farg[3] = { 0, HIDE, HIDE };
	int status, fd = open("/proc/uptime", O_RDONLY);
	pid_t pid = fork();

	if (!pid) {
		CHECK_EQ(create(GUEST, INIT_FLAGS), GUEST);
		CHECK_EQ(vs(SET_IATTR, 0, &arg), -ENOSYS);
		CHECK_EQ(vs(FSET_IATTR, fd, farg), -ENOSYS);
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
	inside(GUEST, change_own_view);
}

static void attributes_need_an_entry(void)
{
	CHECK_EQ(set_attr("/tmp", HIDE, HIDE), -EINVAL);
	CHECK_EQ(set_attr("/proc/self/stat", HIDE, HIDE), -EINVAL);
	CHECK_EQ(set_attr("/proc/sys/kernel/hostname", HIDE, HIDE), -EINVAL);
	CHECK_EQ(set_attr("/proc", HIDE, HIDE), -EINVAL);
	CHECK_EQ(set_attr("/sys/block", HIDE, HIDE), -EINVAL);
	CHECK_EQ(set_attr("/proc/uptime", 8, 8), -EINVAL);
	CHECK_EQ(set_attr("/proc/nothing", HIDE, HIDE), -ENOENT);
	CHECK_EQ(get_attr("/proc/self/stat").mask & FLAGS, 0);
}

/* CAP_SETFCAP, which a guest has, is all that sysfs itself asks for */
static void set_attribute(void)
{
	static const char no_caps[20] = { [3] = 2 /* version 2 */ };

	CHECK_EQ(setxattr("/sys/devices/system/cpu/online",
			  "security.capability", no_caps, 20, 0), -1);
	CHECK_EQ(errno, EACCES);
}

static void sysfs_keeps_its_attributes(void)
{
	uint32_t id = GUEST + getpid();
	int status;
	pid_t pid = fork();

	if (!pid) {
		CHECK_EQ(create(id, INIT_FLAGS), id);
		CHECK_EQ(vs_set(SET_BCAPS, id, 0xb44c04ff, ~0ULL), 0);
		CHECK_EQ(vs_set(SET_CFLAGS, id, 0, SETUP_ENDS), 0);
		set_attribute();
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
}

static void file_says(const char *file, const char *text)
{
	char buf[1024];
	FILE *f = fopen(file, "r");

	CHECK(f);
	buf[fread(buf, 1, sizeof(buf) - 1, f)] = 0;
	fclose(f);
	if (!strstr(buf, text))
		printf("# %s: %s", file, buf);
	CHECK(strstr(buf, text));
}

/* the host's number of its init, and how many other guests there are */
static void guest_is_told_of_itself(void)
{
	pid_t other = fork(), guest;

	if (!other) {
		become_guest(75, 0);
		for (;;)
			pause();
	}
	while (ctx_kill(75, 0, 0))
		usleep(10000);
	guest = fork();
	if (!guest) {
		become_guest(76, FAKE_INIT);
		file_says("/proc/virtual/76/info", "Init:\t1\n");
		file_says("/proc/self/vinfo", "CIPid:\t1\n");
		file_says("/proc/virtual/status",
			  "#CTotal:\t1\n#CActive:\t1\n");
		file_says("/proc/virtnet/status",
			  "#CTotal:\t1\n#CActive:\t1\n");
		_exit(0);
	}
	child_passes(guest);
	CHECK_EQ(kill(other, SIGKILL), 0);
	CHECK_EQ(waitpid(other, NULL, 0), other);
}

static const struct tap_test tests[] = {
	TAP_TEST(guests_see_what_they_need),
	TAP_TEST(found_names_stay_hidden),
	TAP_TEST(nothing_else_is_listed),
	TAP_TEST(attributes_decide),
	TAP_TEST(shown_entries_are_read),
	TAP_TEST(descriptors_open_nothing),
	TAP_TEST(setup_does_not_change_it),
	TAP_TEST(sysfs_keeps_its_attributes),
	TAP_TEST(attributes_need_an_entry),
	TAP_TEST(guest_is_told_of_itself),
};

int main(void)
{
	return tap_main(tests, COUNT(tests));
}
