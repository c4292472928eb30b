// SPDX-License-Identifier: GPL-2.0-only
/*
 * What those who share a unified file cannot do to each other: lose a part of
 * it, meet in a race, reach a name that they were not given, lock the others
 * out.
 */
#define _GNU_SOURCE
#include <linux/capability.h>
#include <signal.h>
#include <sys/fanotify.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "unified.h"

#define CTX_HOLDER	93
#define CTX_OTHER	94
#define CTX_WATCHER	95
#define CTX_LEASE	96	/* and the one after it: an end takes a moment */
#define ROUNDS		300

/* the parts of UNIFIED */
#define IXUNLINK	0x20000
#define IMMUTABLE	0x40000

/* user:rw, user 7:r, group:r, mask:r, other:none; as the kernel stores it */
static const unsigned char access_list[] = {
	2, 0, 0, 0,
	0x01, 0, 6, 0, 255, 255, 255, 255,
	0x02, 0, 4, 0, 7, 0, 0, 0,
	0x04, 0, 4, 0, 255, 255, 255, 255,
	0x10, 0, 4, 0, 255, 255, 255, 255,
	0x20, 0, 0, 0, 255, 255, 255, 255,
};

/* both names have the attribute, with one value */
static void check_same_xattr(const char *name)
{
	char a[128], b[128];
	ssize_t size = getxattr("a", name, a, sizeof(a));

	CHECK(size > 0);
	CHECK_EQ(getxattr("b", name, b, sizeof(b)), size);
	CHECK(!memcmp(a, b, size));
}

static void copies_are_complete(void)
{
	struct vfs_cap_data caps = {
		.magic_etc = VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE,
		.data[0] = { .permitted = 1 << CAP_NET_BIND_SERVICE },
	};
	struct timespec times[2] = { { 5, 0 }, { 6, 0 } };
	char names[256], *name;
	int count = 0;
	ssize_t len;

	make_pair(CONTENT);
	CHECK_EQ(set_attr("a", 0, UNIFIED), 0);
	CHECK_EQ(chown("a", 12, 34), 0);
	CHECK_EQ(setxattr("a", "system.posix_acl_access", access_list,
			  sizeof(access_list), 0), 0);
	CHECK_EQ(setxattr("a", "security.capability", &caps, XATTR_CAPS_SZ_2, 0), 0);
	CHECK_EQ(setxattr("a", "trusted.note", "kept", 4, 0), 0);
	CHECK_EQ(set_attr("a", UNIFIED, UNIFIED), 0);
	CHECK_EQ(utimensat(AT_FDCWD, "b", times, 0), 0);
	CHECK(status("a").st_ino != status("b").st_ino);
	len = listxattr("a", names, sizeof(names));
	for (name = names; name < names + len; name += strlen(name) + 1) {
		if (!strcmp(name, "security.vserver"))
			continue;
		check_same_xattr(name);
		count++;
	}
	/* the three, and the one of every pair */
	CHECK_EQ(count, 4);
	CHECK_EQ(status("a").st_mode, status("b").st_mode);
	CHECK_EQ(status("a").st_uid, status("b").st_uid);
	CHECK_EQ(status("a").st_gid, status("b").st_gid);
	check_content("b", CONTENT);
}

static void rename_to_and_fro(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		rename("b", "c");
		rename("c", "b");
		usleep(rand() % 100);
	}
}

/* a break hits the name that was opened, or nothing */
static void renames_and_breaks_meet(void)
{
	ino_t shared;
	int i, fd, broken = 0;
	pid_t pid;

	make_pair(CONTENT);
	shared = status("a").st_ino;
	pid = fork();
	if (!pid)
		rename_to_and_fro();
	for (i = 0; i < ROUNDS; i++) {
		struct stat st;

		fd = open("b", O_WRONLY);
		if (fd < 0) {
			CHECK(errno == ENOENT || errno == ESTALE);
			continue;
		}
		CHECK_EQ(fstat(fd, &st), 0);
		CHECK(st.st_ino != shared);
		CHECK_EQ(write(fd, "X", 1), 1);
		close(fd);
		broken++;
		CHECK_EQ(link("a", "d"), 0);
		CHECK_EQ(rename("d", "b"), 0);
	}
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
	printf("# %d of %d broken\n", broken, ROUNDS);
	CHECK(broken > 0);
	CHECK_EQ(status("a").st_ino, shared);
	check_content("a", CONTENT);
	CHECK_EQ(system("test -z \"$(ls -A | grep vserver-)\""), 0);
}

/* who got one file as a mount did not get the directory with its name */
static void mounted_files_do_not_break(void)
{
	ino_t ino;

	make_pair(CONTENT);
	ino = status("b").st_ino;
	CHECK_EQ(close(open("m", O_CREAT | O_WRONLY, 0644)), 0);
	CHECK_EQ(mount("b", "m", NULL, MS_BIND, NULL), 0);
	CHECK(open("m", O_WRONLY) < 0 && errno == EPERM);
	CHECK(truncate("m", 0) < 0 && errno == EPERM);
	CHECK(chmod("m", 0666) < 0 && errno == EPERM);
	CHECK(setxattr("m", "user.x", "y", 1, 0) < 0 && errno == EPERM);
	CHECK_EQ(umount("m"), 0);
	CHECK_EQ(unlink("m"), 0);
	CHECK_EQ(status("b").st_ino, ino);
	CHECK_EQ(status("b").st_nlink, 2);
}

/* a writer from before would write to the files of all who get a link */
static void open_files_are_not_unified(void)
{
	char *mapped;
	int fd;

	make_pair(CONTENT);
	CHECK_EQ(set_attr("a", 0, UNIFIED), 0);
	fd = open("a", O_RDWR);
	CHECK(fd >= 0);
	CHECK_EQ(set_attr("b", UNIFIED, UNIFIED), -ETXTBSY);
	mapped = mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK(mapped != MAP_FAILED);
	close(fd);
	CHECK_EQ(set_attr("b", UNIFIED, UNIFIED), -ETXTBSY);
	CHECK_EQ(get_attr("b").flags & UNIFIED, 0);
	CHECK_EQ(munmap(mapped, 4096), 0);
	CHECK_EQ(set_attr("b", UNIFIED, UNIFIED), 0);
	CHECK((fd = open("a", O_WRONLY)) >= 0);
}

static void run_as_child(void (*run)(void))
{
	pid_t pid = fork();

	if (!pid) {
		run();
		_exit(0);
	}
	child_passes(pid);
}

static int watch(const char *name, uint32_t events)
{
	int fd = inotify_init1(IN_CLOEXEC), ret;

	CHECK(fd >= 0);
	ret = inotify_add_watch(fd, name, events) < 0 ? errno : 0;
	close(fd);
	return ret;
}

static int mark(const char *name, uint64_t events)
{
	int fd = fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_FID, O_RDONLY), ret;

	CHECK(fd >= 0);
	ret = fanotify_mark(fd, FAN_MARK_ADD, events, AT_FDCWD, name) ? errno : 0;
	close(fd);
	return ret;
}

static void watch_as_guest(void)
{
	become_guest(CTX_WATCHER, 0);
	CHECK_EQ(watch("b", IN_OPEN), EACCES);
	CHECK_EQ(watch("b", IN_ACCESS), EACCES);
	CHECK_EQ(watch("b", IN_CLOSE_NOWRITE), EACCES);
	CHECK_EQ(watch("b", IN_ALL_EVENTS), EACCES);
	CHECK_EQ(mark("b", FAN_OPEN), EACCES);
	CHECK_EQ(mark("b", FAN_OPEN_EXEC), EACCES);
	CHECK_EQ(watch("b", IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE), 0);
	CHECK_EQ(mark("b", FAN_MODIFY), 0);
	CHECK_EQ(watch(".", IN_ALL_EVENTS), 0);
	CHECK_EQ(close(open("own", O_CREAT | O_WRONLY, 0644)), 0);
	CHECK_EQ(watch("own", IN_ALL_EVENTS), 0);
	CHECK_EQ(unlink("own"), 0);
}

/* an event tells of all who have the file, whatever its name there */
static void reads_are_not_watched(void)
{
	int fd = inotify_init1(IN_CLOEXEC), wd;

	make_pair(CONTENT);
	CHECK_EQ(set_attr("a", 0, UNIFIED), 0);
	CHECK_EQ(chown("a", 0, 0), 0);
	wd = inotify_add_watch(fd, "a", IN_ACCESS);
	CHECK(wd >= 0);
	CHECK_EQ(set_attr("b", UNIFIED, UNIFIED), -ETXTBSY);
	CHECK_EQ(get_attr("b").flags & UNIFIED, 0);
	/* nor in two steps */
	CHECK_EQ(set_attr("b", IXUNLINK, IXUNLINK), -ETXTBSY);
	CHECK_EQ(set_attr("b", IMMUTABLE, IMMUTABLE), 0);
	CHECK_EQ(set_attr("b", IXUNLINK, IXUNLINK), -ETXTBSY);
	CHECK_EQ(get_attr("b").flags & UNIFIED, IMMUTABLE);
	CHECK_EQ(set_attr("b", 0, UNIFIED), 0);
	CHECK_EQ(inotify_rm_watch(fd, wd), 0);
	CHECK_EQ(set_attr("b", IXUNLINK, IXUNLINK), 0);
	wd = inotify_add_watch(fd, "a", IN_ACCESS);
	CHECK(wd >= 0);
	CHECK_EQ(set_attr("b", IMMUTABLE, IMMUTABLE), -ETXTBSY);
	CHECK_EQ(get_attr("b").flags & UNIFIED, IXUNLINK);
	CHECK_EQ(inotify_rm_watch(fd, wd), 0);
	CHECK(inotify_add_watch(fd, "a", IN_MODIFY) >= 0);
	CHECK_EQ(set_attr("b", UNIFIED, UNIFIED), 0);
	/* the host hears all anyway, and may set again what is set */
	CHECK(inotify_add_watch(fd, "a", IN_ALL_EVENTS) >= 0);
	CHECK_EQ(set_attr("b", UNIFIED, UNIFIED), 0);
	close(fd);
	run_as_child(watch_as_guest);
}

/* the POSIX lock that somebody else has on an open file */
static int lock_on(int fd)
{
	struct flock lock = { .l_type = F_WRLCK };

	CHECK_EQ(fcntl(fd, F_GETLK, &lock), 0);
	return lock.l_type;
}

static void seen_within(const char *name)
{
	pid_t pid = fork();
	int fd;

	if (pid) {
		child_passes(pid);
		return;
	}
	fd = open(name, O_RDONLY);
	CHECK(flock(fd, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK);
	CHECK_EQ(lock_on(fd), F_RDLCK);
	_exit(0);
}

/* locks, which hold in the holder's context */
static void hold(int ready)
{
	struct flock lock = { .l_type = F_RDLCK };
	int fd;

	become_guest(CTX_HOLDER, 0);
	fd = open("a", O_RDONLY);
	CHECK(fd >= 0);
	CHECK_EQ(flock(fd, LOCK_EX | LOCK_NB), 0);
	CHECK_EQ(fcntl(fd, F_SETLK, &lock), 0);
	seen_within("b");
	CHECK_EQ(write(ready, "x", 1), 1);
	pause();
}

static void lock_as_another(void)
{
	int fd = open("b", O_RDONLY | O_NONBLOCK);

	CHECK(fd >= 0);
	CHECK_EQ(flock(fd, LOCK_EX | LOCK_NB), 0);
	CHECK_EQ(lock_on(fd), F_UNLCK);
	close(fd);
}

static void locks_of_others_mean_nothing(void)
{
	int ready[2], result;
	pid_t pid, other;
	char c;

	make_pair(CONTENT);
	CHECK_EQ(set_attr("a", 0, UNIFIED), 0);
	CHECK_EQ(chown("a", 0, 0), 0);
	CHECK_EQ(set_attr("a", UNIFIED, UNIFIED), 0);
	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		signal(SIGIO, SIG_IGN);
		hold(ready[1]);
		_exit(0);
	}
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	lock_as_another();
	other = fork();
	if (!other) {
		become_guest(CTX_OTHER, 0);
		lock_as_another();
		_exit(0);
	}
	CHECK_EQ(waitpid(other, &result, 0), other);
	CHECK_EQ(result, 0);
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_EQ(waitpid(pid, NULL, 0), pid);
}

static int lease_ctx = CTX_LEASE;

static void lease_as_guest(void)
{
	int fd;

	become_guest(lease_ctx, 0);
	fd = open("b", O_RDONLY | O_NONBLOCK);
	CHECK(fd >= 0);
	CHECK(fcntl(fd, F_SETLEASE, F_WRLCK) < 0 && errno == EAGAIN);
	CHECK_EQ(fcntl(fd, F_SETLEASE, F_RDLCK), 0);
	close(fd);
	/* of its own it may know */
	fd = open("own", O_CREAT | O_RDWR, 0644);
	CHECK_EQ(fcntl(fd, F_SETLEASE, F_WRLCK), 0);
	close(fd);
	CHECK_EQ(unlink("own"), 0);
}

/* the host's does not keep a guest waiting, who can have none that tells of others */
static void leases_of_others_mean_nothing(void)
{
	int fd;

	make_pair(CONTENT);
	CHECK_EQ(set_attr("a", 0, UNIFIED), 0);
	CHECK_EQ(chown("a", 0, 0), 0);
	CHECK_EQ(set_attr("a", UNIFIED, UNIFIED), 0);
	signal(SIGIO, SIG_IGN);
	fd = open("a", O_RDONLY);
	CHECK_EQ(fcntl(fd, F_SETLEASE, F_WRLCK), 0);
	CHECK(open("b", O_RDONLY | O_NONBLOCK) < 0 && errno == EWOULDBLOCK);
	/* that has begun to end the lease: another one */
	CHECK_EQ(fcntl(fd, F_SETLEASE, F_UNLCK), 0);
	CHECK_EQ(fcntl(fd, F_SETLEASE, F_WRLCK), 0);
	run_as_child(lease_as_guest);
	close(fd);
	/* nor when nobody else has it open */
	lease_ctx++;
	run_as_child(lease_as_guest);
}

static const struct tap_test tests[] = {
	TAP_TEST(make_file_system),
	TAP_TEST(copies_are_complete),
	TAP_TEST(renames_and_breaks_meet),
	TAP_TEST(mounted_files_do_not_break),
	TAP_TEST(open_files_are_not_unified),
	TAP_TEST(reads_are_not_watched),
	TAP_TEST(locks_of_others_mean_nothing),
	TAP_TEST(leases_of_others_mean_nothing),
	TAP_TEST(file_system_is_clean),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
