// SPDX-License-Identifier: GPL-2.0-only
/*
 * Attributes of inodes and copy-on-write links, on ext4.  Written against the
 * documented numbers and layouts, not against our headers.
 */
#define _GNU_SOURCE
#include <linux/fs.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/types.h>

#include "unified.h"

#define BARRIER		0x10000
#define STORED		"security.vserver"

/* b has left: a is what it was, b has its own inode and no attributes */
static void check_broken(ino_t old)
{
	CHECK_EQ(status("a").st_ino, old);
	CHECK_EQ(status("a").st_nlink, 1);
	CHECK(status("b").st_ino != old);
	CHECK_EQ(get_attr("a").flags & UNIFIED, UNIFIED);
	CHECK_EQ(get_attr("b").flags & UNIFIED, 0);
	check_content("a", CONTENT);
}

static void attributes_are_kept(void)
{
	struct vs_iattr attr;

	make_pair(CONTENT);
	attr = get_attr("b");
	CHECK_EQ(attr.flags, UNIFIED | 0x80000);
	CHECK_EQ(attr.mask, UNIFIED | 0x80000);
	CHECK_EQ(set_attr("a", 0x1000000, 0x1000000), -EINVAL);
	CHECK_EQ(set_attr("a", 1, 1), -EINVAL);
	CHECK_EQ(set_attr("nothing", 0, 0), -ENOENT);
	CHECK_EQ(chdir("/"), 0);
	CHECK_EQ(system("umount " DIR " && mount -o loop /tmp/vs.img " DIR), 0);
	CHECK_EQ(get_attr(DIR "/b").flags, UNIFIED | 0x80000);
}

static void write_breaks(void)
{
	ino_t ino;
	char note[8] = "";
	int fd;

	make_pair(CONTENT);
	ino = status("a").st_ino;
	fd = open("b", O_WRONLY | O_APPEND);
	CHECK(fd >= 0);
	check_content("b", CONTENT);
	CHECK_EQ(write(fd, "more\n", 5), 5);
	check_broken(ino);
	check_content("b", CONTENT "more\n");
	CHECK_EQ(status("b").st_uid, 12);
	CHECK_EQ(status("b").st_gid, 34);
	CHECK_EQ(getxattr("b", "user.note", note, sizeof(note)), 4);
	CHECK(!strcmp(note, "kept"));
}

static void reading_breaks_nothing(void)
{
	make_pair(CONTENT);
	check_content("b", CONTENT);
	CHECK_EQ(status("a").st_ino, status("b").st_ino);
	CHECK_EQ(status("a").st_nlink, 2);
}

static void opening_with_truncation_breaks(void)
{
	ino_t ino;

	make_pair(CONTENT);
	ino = status("a").st_ino;
	CHECK(open("b", O_WRONLY | O_TRUNC) >= 0);
	check_broken(ino);
	check_content("b", "");
}

static void truncation_breaks(void)
{
	ino_t ino;

	make_pair(CONTENT);
	ino = status("a").st_ino;
	CHECK_EQ(truncate("b", 3), 0);
	check_broken(ino);
	check_content("b", "the");
}

static void metadata_breaks(void)
{
	struct timespec times[2] = { { 5, 0 }, { 6, 0 } };
	struct stat old;
	int i;

	for (i = 0; i < 5; i++) {
		make_pair(CONTENT);
		old = status("a");
		if (i == 0)
			CHECK_EQ(chmod("b", 0600), 0);
		if (i == 1)
			CHECK_EQ(chown("b", 1, 1), 0);
		if (i == 2)
			CHECK_EQ(utimensat(AT_FDCWD, "b", times, 0), 0);
		if (i == 3)
			CHECK_EQ(setxattr("b", "user.x", "y", 1, 0), 0);
		if (i == 4)
			CHECK_EQ(removexattr("b", "user.note"), 0);
		check_broken(old.st_ino);
		check_content("b", CONTENT);
		CHECK_EQ(status("a").st_mode, old.st_mode);
		CHECK_EQ(status("a").st_mtime, old.st_mtime);
		CHECK(i == 0 || i == 1 || status("b").st_mode == old.st_mode);
		CHECK(i == 2 || status("b").st_mtime == old.st_mtime);
	}
}

/* who mapped the file, and got it by a name that is gone, keeps what it has */
static void last_link_breaks_for_others(void)
{
	char *mapped;
	ino_t ino;
	int fd;

	make_pair(CONTENT);
	ino = status("a").st_ino;
	fd = open("b", O_RDONLY);
	mapped = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0);
	CHECK(mapped != MAP_FAILED);
	CHECK_EQ(unlink("b"), 0);
	fd = open("a", O_WRONLY);
	CHECK_EQ(write(fd, "X", 1), 1);
	CHECK_EQ(mapped[0], CONTENT[0]);
	CHECK(status("a").st_ino != ino);
	CHECK_EQ(get_attr("a").flags & UNIFIED, 0);
}

/* a file without its name is only the other names' */
static void unlinked_files_are_not_written(void)
{
	char name[32];
	mode_t mode;
	int fd;

	make_pair(CONTENT);
	mode = status("b").st_mode;
	fd = open("a", O_RDONLY);
	CHECK_EQ(unlink("a"), 0);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	CHECK(open(name, O_WRONLY) < 0 && errno == ESTALE);
	CHECK(truncate(name, 0) < 0);
	CHECK(chmod(name, 0666) < 0);
	CHECK(fchmod(fd, 0666) < 0);
	check_content("b", CONTENT);
	CHECK_EQ(status("b").st_mode, mode);
}

static void plain_immutable_stays(void)
{
	make_pair(CONTENT);
	CHECK_EQ(set_attr("a", 0x40000, UNIFIED), 0);
	CHECK(open("b", O_WRONLY) < 0 && errno == EPERM);
	CHECK(unlink("b") < 0 && errno == EPERM);
}

static void strangers_break_nothing(void)
{
	make_pair(CONTENT);
	CHECK_EQ(setresgid(99, 99, 99), 0);
	CHECK_EQ(setresuid(99, 99, 99), 0);
	CHECK(open("b", O_WRONLY) < 0 && errno == EACCES);
	CHECK(chmod("b", 0777) < 0 && errno == EPERM);
	CHECK_EQ(status("b").st_nlink, 2);
}

static void holes_stay_holes(void)
{
	ino_t ino;
	int fd;

	make_pair(CONTENT);
	CHECK_EQ(set_attr("a", 0, UNIFIED), 0);
	fd = open("a", O_WRONLY);
	CHECK_EQ(pwrite(fd, "end", 3, 32 << 20), 3);
	close(fd);
	CHECK_EQ(set_attr("a", UNIFIED, UNIFIED), 0);
	ino = status("a").st_ino;
	CHECK(open("b", O_WRONLY) >= 0);
	CHECK(status("b").st_ino != ino);
	CHECK_EQ(status("b").st_size, (32 << 20) + 3);
	CHECK(status("b").st_blocks <= 64);
}

static void full_disk_changes_nothing(void)
{
	CHECK_EQ(chdir(DIR), 0);
	make_pair(CONTENT);
	CHECK_EQ(set_attr("a", 0, UNIFIED), 0);
	CHECK_EQ(system("dd if=/dev/zero of=a bs=1M count=30 status=none"), 0);
	CHECK_EQ(set_attr("a", UNIFIED, UNIFIED), 0);
	system("dd if=/dev/zero of=fill bs=1M status=none 2>/dev/null");
	CHECK(open("b", O_WRONLY) < 0 && errno == ENOSPC);
	CHECK_EQ(status("a").st_ino, status("b").st_ino);
	CHECK_EQ(status("a").st_nlink, 2);
	CHECK_EQ(unlink("fill"), 0);
	CHECK_EQ(system("test -z \"$(ls -A | grep vserver-)\""), 0);
}

static void barrier_stops_guests_only(void)
{
	uint64_t flags = 0x700000000ULL;

	CHECK_EQ(chdir(DIR), 0);
	CHECK(!mkdir("wall", 0755) || errno == EEXIST);
	CHECK(!mkdir("wall/in", 0755) || errno == EEXIST);
	CHECK_EQ(set_attr("wall", BARRIER, BARRIER), 0);
	CHECK_EQ(get_attr("wall").flags, BARRIER);
	CHECK_EQ(access("wall/in", F_OK), 0);
	CHECK_EQ(vs(0x09010001, 90, &flags), 90);
	CHECK(access("wall/in", F_OK) < 0 && errno == EACCES);
	CHECK(chdir("wall") < 0 && errno == EACCES);
	CHECK(removexattr("wall", STORED) < 0 && errno == EPERM);
}

/* what a restored backup writes, or removes, counts at once */
static void stored_values_count_at_once(void)
{
	char value[32];
	ssize_t size;

	CHECK_EQ(chdir(DIR), 0);
	CHECK_EQ(mkdir("stored", 0755), 0);
	CHECK_EQ(set_attr("stored", BARRIER, BARRIER), 0);
	size = getxattr("stored", STORED, value, sizeof(value));
	CHECK(size > 0);
	CHECK_EQ(get_attr("stored").flags, BARRIER);
	CHECK_EQ(removexattr("stored", STORED), 0);
	CHECK_EQ(get_attr("stored").flags, 0);
	CHECK_EQ(setxattr("stored", STORED, value, size, 0), 0);
	CHECK_EQ(get_attr("stored").flags, BARRIER);
}

/* with every capability, which is the bound that a context starts with */
static void guests_store_no_value(void)
{
	char value[12] = { 1 };

	CHECK_EQ(chdir(DIR), 0);
	CHECK_EQ(mkdir("open", 0755), 0);
	CHECK_EQ(create(91, INIT_FLAGS), 91);
	CHECK_EQ(setxattr("open", "security.other", "x", 1, 0), 0);
	CHECK(setxattr("open", STORED, value, sizeof(value), 0) < 0 &&
	      errno == EPERM);
}

/* an upper layer shares its files with nobody */
static void copies_to_an_upper_layer_are_plain(void)
{
	char value[32];
	int fd;

	CHECK_EQ(chdir(DIR), 0);
	CHECK_EQ(mkdir("low", 0755) | mkdir("up", 0755) | mkdir("work", 0755) |
		 mkdir("all", 0755), 0);
	fd = open("low/file", O_CREAT | O_WRONLY, 0644);
	CHECK(fd >= 0);
	close(fd);
	CHECK_EQ(set_attr("low/file", 0x20000, UNIFIED), 0);
	CHECK_EQ(mount("all", "all", "overlay", 0,
		       "lowerdir=low,upperdir=up,workdir=work"), 0);
	CHECK_EQ(rename("all/file", "all/other"), 0);
	CHECK_EQ(umount("all"), 0);
	CHECK(getxattr("low/file", STORED, value, sizeof(value)) > 0);
	CHECK(getxattr("up/other", STORED, value, sizeof(value)) < 0);
	CHECK_EQ(errno, ENODATA);
}

/* ext4 refuses it by itself */
static void flags_of_unified_files_stay(void)
{
	int fd, flags;

	CHECK_EQ(mkdir("/tmp/flags", 0755), 0);
	CHECK_EQ(mount("flags", "/tmp/flags", "tmpfs", 0, NULL), 0);
	CHECK_EQ(chdir("/tmp/flags"), 0);
	make_pair(CONTENT);
	become_guest(92, 0);
	fd = open("b", O_RDONLY);
	CHECK_EQ(ioctl(fd, FS_IOC_GETFLAGS, &flags), 0);
	flags |= FS_NODUMP_FL;
	CHECK(ioctl(fd, FS_IOC_SETFLAGS, &flags) < 0 && errno == EPERM);
	/* its own are its to change */
	fd = open("own", O_RDONLY | O_CREAT, 0644);
	flags = FS_NODUMP_FL;
	CHECK_EQ(ioctl(fd, FS_IOC_SETFLAGS, &flags), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(make_file_system),
	TAP_TEST(attributes_are_kept),
	TAP_TEST(write_breaks),
	TAP_TEST(reading_breaks_nothing),
	TAP_TEST(opening_with_truncation_breaks),
	TAP_TEST(truncation_breaks),
	TAP_TEST(metadata_breaks),
	TAP_TEST(last_link_breaks_for_others),
	TAP_TEST(unlinked_files_are_not_written),
	TAP_TEST(plain_immutable_stays),
	TAP_TEST(strangers_break_nothing),
	TAP_TEST(holes_stay_holes),
	TAP_TEST(full_disk_changes_nothing),
	TAP_TEST(barrier_stops_guests_only),
	TAP_TEST(flags_of_unified_files_stay),
	TAP_TEST(stored_values_count_at_once),
	TAP_TEST(guests_store_no_value),
	TAP_TEST(copies_to_an_upper_layer_are_plain),
	TAP_TEST(file_system_is_clean),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
