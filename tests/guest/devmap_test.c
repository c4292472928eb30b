// SPDX-License-Identifier: GPL-2.0-only
/*
 * The maps of devices: what a guest opens, makes, and gets instead.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fs.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "devmap_guest.h"

#define CAP_MKNOD_BIT	(1ULL << 27)

/* ---- the commands ---- */

static void arguments_are_checked(void)
{
	char *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
			  -1, 0);

	CHECK_EQ(set_map(0, page, NULL, OPEN), -EFAULT);
	CHECK_EQ(unset_map(0, page), -EFAULT);
	CHECK_EQ(set_map(0, "control", page, OPEN | REMAP), -EFAULT);
	CHECK_EQ(set_map(0, "nothing", NULL, OPEN), -ENOENT);
	CHECK_EQ(set_map(0, "control/x", NULL, OPEN), -ENOTDIR);
	CHECK_EQ(set_map(0, "control", "nothing", OPEN | REMAP), -ENOENT);
	CHECK_EQ(set_map(0, ".", NULL, OPEN), -EINVAL);
	CHECK_EQ(set_map(0, "file", NULL, OPEN), -EINVAL);
	CHECK_EQ(set_map(0, "fifo", NULL, OPEN), -EINVAL);
	CHECK_EQ(set_map(0, "control", "file", OPEN | REMAP), -EINVAL);
	CHECK_EQ(set_map(0, "control", "loop0", OPEN | REMAP), -EINVAL);
	CHECK_EQ(set_map(0, "loop0", "zero", OPEN | REMAP), -EINVAL);
	/* a target and REMAP go together, and with a device */
	CHECK_EQ(set_map(0, "control", "zero", OPEN), -EINVAL);
	CHECK_EQ(set_map(0, "control", NULL, OPEN | REMAP), -EINVAL);
	CHECK_EQ(set_map(0, NULL, "zero", OPEN | REMAP), -EINVAL);
	CHECK_EQ(set_map(0, "control", NULL, 4), -EINVAL);
	CHECK_EQ(set_map(0, "control", NULL, 1U << 31 | OPEN), -EINVAL);
	CHECK_EQ(unset_map(0, "file"), -EINVAL);
	CHECK_EQ(unset_map(0, "control"), -ENOENT);
	CHECK_EQ(unset_map(0, NULL), -ENOENT);
	CHECK_EQ(set_map(1, "control", NULL, OPEN), -ESRCH);
	CHECK_EQ(set_map(4242, "control", NULL, OPEN), -ESRCH);
}

static void links_are_followed(void)
{
	CHECK_EQ(set_map(0, "link", NULL, OPEN), 0);
	CHECK_EQ(unset_map(0, "control"), 0);
	CHECK_EQ(unset_map(0, "link"), -ENOENT);
}

static void only_the_host_has_the_commands(void)
{
	struct guest guest = setup_guest(GUEST_CAPS);

	CHECK_EQ(ask(&guest, SET_DEFAULT, "control"), -ENOSYS);
	CHECK_EQ(ask(&guest, SET_OWN, "control"), -ENOSYS);
	finish(&guest);
	CHECK_EQ(ask(&guest, SET_DEFAULT, "control"), -ENOSYS);
	CHECK_EQ(ask(&guest, SET_OWN, "control"), -ENOSYS);
	end(&guest);
	CHECK_EQ(setresuid(65534, 65534, 65534), 0);
	CHECK_EQ(set_map(0, "control", NULL, OPEN), -ENOSYS);
	CHECK_EQ(unset_map(0, "control"), -ENOSYS);
}

static void maps_are_bounded(void)
{
	struct guest guest = finished_guest();
	char name[16];
	int i;

	for (i = 0; i < 257; i++) {
		snprintf(name, sizeof(name), "many%d", i);
		make_node(name, S_IFCHR, 240, i);
		CHECK_EQ(set_map(guest.id, name, NULL, OPEN),
			 i < 256 ? 0 : -ENOSPC);
	}
	CHECK_EQ(set_map(guest.id, "many9", NULL, 0), 0);
	CHECK_EQ(unset_map(guest.id, "many8"), 0);
	CHECK_EQ(set_map(guest.id, "many256", NULL, OPEN), 0);
	CHECK_EQ(set_map(guest.id, NULL, NULL, OPEN), -ENOSPC);
	end(&guest);
}

/* ---- opening ---- */

static void without_a_map_the_table_counts(void)
{
	struct guest guest = finished_guest();

	CHECK_EQ(ask(&guest, LOOK, "null"), 'n');
	CHECK_EQ(ask(&guest, LOOK, "zero"), 'z');
	CHECK_EQ(ask(&guest, LOOK, "control"), -EACCES);
	CHECK_EQ(ask(&guest, SIZE, "disk"), -EACCES);
	end(&guest);
}

static void entries_open_and_close(void)
{
	struct guest guest = finished_guest(), other = finished_guest();

	CHECK_EQ(set_map(guest.id, "control", NULL, OPEN), 0);
	CHECK_EQ(ask(&guest, LOOK, "control"), 'c');
	CHECK_EQ(ask(&guest, ACCESS, "control"), 0);
	CHECK_EQ(ask(&other, LOOK, "control"), -EACCES);
	CHECK_EQ(ask(&other, ACCESS, "control"), -EACCES);
	/* one without OPEN refuses, what every guest has as well */
	CHECK_EQ(set_map(guest.id, "control", NULL, CREATE), 0);
	CHECK_EQ(set_map(guest.id, "null", NULL, 0), 0);
	CHECK_EQ(ask(&guest, LOOK, "control"), -EACCES);
	CHECK_EQ(ask(&guest, LOOK, "null"), -EACCES);
	CHECK_EQ(ask(&guest, LOOK, "zero"), 'z');
	CHECK_EQ(ask(&other, LOOK, "null"), 'n');
	CHECK_EQ(unset_map(guest.id, "null"), 0);
	CHECK_EQ(ask(&guest, LOOK, "null"), 'n');
	CHECK_EQ(unset_map(guest.id, "control"), 0);
	CHECK_EQ(unset_map(guest.id, "control"), -ENOENT);
	end(&guest);
	end(&other);
}

/* a block device of the same number is another device */
static void types_are_told_apart(void)
{
	struct guest guest = finished_guest();

	CHECK_EQ(set_map(guest.id, "block13", NULL, 0), 0);
	CHECK_EQ(ask(&guest, LOOK, "null"), 'n');
	CHECK_EQ(set_map(guest.id, "disk", NULL, OPEN), 0);
	CHECK(ask(&guest, SIZE, "disk") > 0);
	CHECK_EQ(ask(&guest, SIZE, "loop0"), -EACCES);
	end(&guest);
}

/* node, name and file system are the guest's choice; the way to it as well */
static void the_number_counts(void)
{
	struct guest guest = finished_guest();

	CHECK_EQ(set_map(guest.id, "null", NULL, 0), 0);
	CHECK_EQ(set_map(guest.id, "control", NULL, OPEN), 0);
	CHECK_EQ(ask(&guest, LOOK, "other/a"), -EACCES);
	CHECK_EQ(ask(&guest, LOOK, "other/b"), 'c');
	CHECK_EQ(ask(&guest, LOOK, "/dev/null"), -EACCES);
	CHECK_EQ(ask(&guest, REOPEN, "null"), -EACCES);
	CHECK_EQ(ask(&guest, REOPEN, "control"), 'c');
	end(&guest);
}

static void modes_of_the_node_count(void)
{
	struct guest guest = finished_guest();

	CHECK_EQ(set_map(guest.id, "control", NULL, OPEN), 0);
	CHECK_EQ(set_map(guest.id, "zero", "control", OPEN | REMAP), 0);
	CHECK_EQ(chmod("control", 0600), 0);
	CHECK_EQ(ask(&guest, BE_USER, ""), 0);
	CHECK_EQ(ask(&guest, LOOK, "control"), -EACCES);
	CHECK_EQ(chmod("control", 0666), 0);
	CHECK_EQ(ask(&guest, LOOK, "control"), 'c');
	CHECK_EQ(ask(&guest, LOOK, "zero"), 'c');
	end(&guest);
}

static void first_of_five_decides(void)
{
	struct guest guest = finished_guest();

	CHECK_EQ(set_map(0, NULL, NULL, 0), 0);
	CHECK_EQ(ask(&guest, LOOK, "null"), -EACCES);
	CHECK_EQ(set_map(0, "null", NULL, OPEN), 0);
	CHECK_EQ(ask(&guest, LOOK, "null"), 'n');
	CHECK_EQ(ask(&guest, LOOK, "zero"), -EACCES);
	CHECK_EQ(set_map(guest.id, NULL, NULL, OPEN), 0);
	CHECK_EQ(ask(&guest, LOOK, "zero"), 'z');
	CHECK_EQ(ask(&guest, LOOK, "control"), 'c');
	CHECK(ask(&guest, SIZE, "disk") > 0);
	CHECK_EQ(set_map(guest.id, "null", NULL, 0), 0);
	CHECK_EQ(ask(&guest, LOOK, "null"), -EACCES);
	CHECK_EQ(ask(&guest, LOOK, "zero"), 'z');
	/* and back */
	CHECK_EQ(unset_map(guest.id, "null"), 0);
	CHECK_EQ(unset_map(0, "null"), 0);
	CHECK_EQ(ask(&guest, LOOK, "null"), 'n');
	CHECK_EQ(unset_map(guest.id, NULL), 0);
	CHECK_EQ(ask(&guest, LOOK, "null"), -EACCES);
	CHECK_EQ(unset_map(0, NULL), 0);
	CHECK_EQ(ask(&guest, LOOK, "null"), 'n');
	end(&guest);
}

/* an id that is used again inherits nothing */
static void maps_end_with_their_context(void)
{
	struct guest guest = finished_guest(), again;

	CHECK_EQ(set_map(guest.id, "control", NULL, OPEN), 0);
	CHECK_EQ(ask(&guest, LOOK, "control"), 'c');
	end(&guest);
	next_id = guest.id;
	again = finished_guest();
	CHECK_EQ(again.id, guest.id);
	CHECK_EQ(ask(&again, LOOK, "control"), -EACCES);
	CHECK_EQ(unset_map(again.id, "control"), -ENOENT);
	end(&again);
}

/* the host is not concerned, nor are terminals, which have owners */
static void maps_are_for_guests(void)
{
	struct guest guest = finished_guest();

	CHECK_EQ(set_map(0, NULL, NULL, 0), 0);
	CHECK_EQ(set_map(0, "zero", "null", OPEN | REMAP), 0);
	CHECK_EQ(look("zero"), 'z');
	CHECK_EQ(look("control"), 'c');
	CHECK_EQ(ask(&guest, LOOK, "zero"), 'n');
	CHECK_EQ(ask(&guest, TERMINAL, "/dev/pts/ptmx"), 0);
	end(&guest);
	CHECK_EQ(unset_map(0, NULL) | unset_map(0, "zero"), 0);
}

/* ---- another device instead ---- */

static void another_device_is_opened(void)
{
	struct guest guest = finished_guest(), other = finished_guest();
	int i;

	/* of the same driver, and of another one */
	CHECK_EQ(set_map(guest.id, "control", "full", OPEN | REMAP), 0);
	CHECK_EQ(set_map(guest.id, "zero", "serial", OPEN | REMAP), 0);
	CHECK_EQ(set_map(guest.id, "null", "none", OPEN | REMAP), 0);
	for (i = 0; i < 100; i++) {
		/* the driver of the node is not cached for it, nor let go of */
		CHECK_EQ(look("control"), 'c');
		CHECK_EQ(ask(&guest, LOOK, "control"), 'f');
		CHECK_EQ(ask(&guest, LOOK, "null"), -ENXIO);
		CHECK_EQ(ask(&other, LOOK, "null"), 'n');
		CHECK_EQ(look("null"), 'n');
	}
	CHECK_EQ(ask(&guest, LOOK, "zero"), 't');
	CHECK_EQ(ask(&other, LOOK, "zero"), 'z');
	CHECK_EQ(ask(&guest, LOOK, "other/b"), 'f');
	CHECK_EQ(ask(&guest, REOPEN, "control"), 'f');
	CHECK_EQ(ask(&guest, RDEV, "control"), 10 << 8 | 237);
	CHECK_EQ(look("control"), 'c');
	/* it is the entry of the node that counts, and it once */
	CHECK_EQ(set_map(guest.id, "full", NULL, 0), 0);
	CHECK_EQ(ask(&guest, LOOK, "control"), 'f');
	CHECK_EQ(set_map(guest.id, "control", "full", REMAP), 0);
	CHECK_EQ(ask(&guest, LOOK, "control"), -EACCES);
	end(&guest);
	end(&other);
}

/* what is open stays what it is, longer than the map and the context */
static void open_files_stay(void)
{
	struct guest guest = finished_guest();

	CHECK_EQ(set_map(guest.id, "control", "full", OPEN | REMAP), 0);
	CHECK_EQ(ask(&guest, HOLD, "control"), 0);
	CHECK_EQ(set_map(guest.id, "control", "zero", OPEN | REMAP), 0);
	CHECK_EQ(ask(&guest, HELD, ""), 'f');
	CHECK_EQ(ask(&guest, LOOK, "control"), 'z');
	CHECK_EQ(unset_map(guest.id, "control"), 0);
	CHECK_EQ(ask(&guest, HELD, ""), 'f');
	CHECK_EQ(ask(&guest, REOPEN_HELD, ""), -EACCES);
	end(&guest);
}

static void block_devices_as_well(void)
{
	struct guest guest = finished_guest();
	long size = device_size("disk");

	CHECK(size > 0);
	CHECK_EQ(device_size("loop0"), 0);
	CHECK_EQ(set_map(guest.id, "loop0", "disk", OPEN | REMAP), 0);
	CHECK_EQ(ask(&guest, SIZE, "loop0"), size);
	CHECK_EQ(ask(&guest, RDEV, "loop0"), 7 << 8);
	CHECK_EQ(ask(&guest, SIZE, "disk"), -EACCES);
	CHECK_EQ(device_size("loop0"), 0);
	CHECK_EQ(set_map(guest.id, "loop0", NULL, OPEN), 0);
	CHECK_EQ(ask(&guest, SIZE, "loop0"), 0);
	end(&guest);
}

/* a sent descriptor is of the device itself */
static void sent_devices_follow_the_map(void)
{
	struct guest guest = finished_guest();

	CHECK_EQ(send_device(&guest, "control"), -EACCES);
	CHECK_EQ(set_map(guest.id, "control", NULL, OPEN), 0);
	CHECK_EQ(send_device(&guest, "control"), 'c');
	CHECK_EQ(set_map(guest.id, "control", "zero", OPEN | REMAP), 0);
	CHECK_EQ(send_device(&guest, "control"), -EACCES);
	CHECK_EQ(send_device(&guest, "null"), 'n');
	end(&guest);
}

/* ---- making ---- */

static void nodes_are_made(void)
{
	struct guest guest = setup_guest(GUEST_CAPS);

	CHECK_EQ(set_map(guest.id, "control", NULL, CREATE), 0);
	CHECK_EQ(set_map(guest.id, "disk", NULL, CREATE), 0);
	finish(&guest);
	CHECK_EQ(ask(&guest, MAKE, "control"), 0);
	CHECK_EQ(ask(&guest, MAKE, "disk"), 0);
	CHECK_EQ(ask(&guest, MAKE, "null"), -EPERM);
	CHECK_EQ(ask(&guest, MAKE, "loop0"), -EPERM);
	CHECK_EQ(ask(&guest, MAKE, "fifo"), 0);
	/* the capability itself has no effect, and who lacks it makes nothing */
	CHECK_EQ(set_map(guest.id, "control", NULL, OPEN), 0);
	CHECK_EQ(ask(&guest, MAKE, "control"), -EPERM);
	CHECK_EQ(ask(&guest, MAKE, "disk"), 0);
	CHECK_EQ(ask(&guest, BE_USER, ""), 0);
	CHECK_EQ(ask(&guest, MAKE, "disk"), -EPERM);
	CHECK_EQ(ask(&guest, MAKE, "fifo"), 0);
	end(&guest);
}

static void the_default_map_makes_nodes(void)
{
	struct guest guest;

	CHECK_EQ(set_map(0, "control", NULL, CREATE), 0);
	guest = finished_guest();
	CHECK_EQ(ask(&guest, MAKE, "control"), 0);
	CHECK_EQ(ask(&guest, MAKE, "disk"), -EPERM);
	CHECK_EQ(ask(&guest, CAPS, "") >> 27 & 1, 1);
	CHECK_EQ(unset_map(0, "control"), 0);
	CHECK_EQ(ask(&guest, MAKE, "control"), -EPERM);
	end(&guest);
	guest = finished_guest();
	CHECK_EQ(ask(&guest, CAPS, "") >> 27 & 1, 0);
	CHECK_EQ(ask(&guest, MAKE, "control"), -EPERM);
	end(&guest);
}

/* with CAP_MKNOD in the bound a guest makes what it may open, and no more */
static void the_capability_is_bounded(void)
{
	struct guest guest = setup_guest(GUEST_CAPS | CAP_MKNOD_BIT);

	finish(&guest);
	CHECK_EQ(ask(&guest, MAKE, "null"), 0);
	CHECK_EQ(ask(&guest, MAKE, "whiteout"), 0);
	CHECK_EQ(ask(&guest, MAKE, "control"), -EPERM);
	CHECK_EQ(ask(&guest, MAKE, "disk"), -EPERM);
	CHECK_EQ(ask(&guest, MAKE, "block13"), -EPERM);
	CHECK_EQ(set_map(guest.id, "disk", NULL, CREATE), 0);
	CHECK_EQ(set_map(guest.id, "null", NULL, OPEN), 0);
	CHECK_EQ(ask(&guest, MAKE, "disk"), 0);
	CHECK_EQ(ask(&guest, MAKE, "null"), -EPERM);
	CHECK_EQ(ask(&guest, MAKE, "zero"), 0);
	end(&guest);
}

/* ---- at once ---- */

static void change_maps(uint32_t id, unsigned int seed)
{
	CHECK_EQ(prctl(PR_SET_PDEATHSIG, SIGKILL), 0);
	for (;;) {
		uint32_t which = rand_r(&seed) % 2 ? id : 0;
		int way = rand_r(&seed) % 3;
		long ret;

		if (way == 0)
			ret = unset_map(which, "control");
		else if (way == 1)
			ret = set_map(which, "control", "zero", OPEN | REMAP);
		else
			ret = set_map(which, "control", "full", OPEN | REMAP);
		CHECK(!ret || ret == -ENOENT || ret == -ESRCH);
	}
}

/* it is still at it: nothing was wrong */
static void stop_changes(pid_t pid)
{
	int status;

	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, SIGKILL);
}

/* the guest gets one or the other or nothing, never the device itself */
static void changes_while_it_opens(void)
{
	struct guest guest = finished_guest();
	pid_t pid[2];
	long got;
	int i;

	for (i = 0; i < 2; i++) {
		pid[i] = fork();
		if (!pid[i])
			change_maps(guest.id, i + 1);
	}
	CHECK_EQ(ask(&guest, RACE, "control"), 0);
	got = ask(&guest, RACE_SEEN, "");
	printf("# seen: %ld\n", got);
	CHECK_EQ(got, 7);
	end(&guest);
	for (i = 0; i < 2; i++)
		stop_changes(pid[i]);
	unset_map(0, "control");
}

static void contexts_end_while_maps_change(void)
{
	struct guest guest;
	pid_t pid = fork();
	int i;

	if (!pid)
		change_maps(next_id, 1);
	for (i = 0; i < 30; i++) {
		guest = finished_guest();
		ask(&guest, LOOK, "control");
		end(&guest);
		next_id = guest.id;
	}
	stop_changes(pid);
	unset_map(0, "control");
}

static void nothing_is_left(void)
{
	int total = -1, i;
	FILE *f;

	for (i = 0; i < 100 && total; i++) {
		usleep(50000);
		f = fopen("/proc/virtual/status", "r");
		CHECK(f && fscanf(f, "#CTotal: %d", &total) == 1);
		fclose(f);
	}
	CHECK_EQ(total, 0);
	CHECK_EQ(unset_map(0, "control"), -ENOENT);
	CHECK_EQ(unset_map(0, NULL), -ENOENT);
}

static const struct tap_test tests[] = {
	TAP_TEST(arguments_are_checked),
	TAP_TEST(links_are_followed),
	TAP_TEST(only_the_host_has_the_commands),
	TAP_TEST(maps_are_bounded),
	TAP_TEST(without_a_map_the_table_counts),
	TAP_TEST(entries_open_and_close),
	TAP_TEST(types_are_told_apart),
	TAP_TEST(the_number_counts),
	TAP_TEST(modes_of_the_node_count),
	TAP_TEST(first_of_five_decides),
	TAP_TEST(maps_end_with_their_context),
	TAP_TEST(maps_are_for_guests),
	TAP_TEST(another_device_is_opened),
	TAP_TEST(open_files_stay),
	TAP_TEST(block_devices_as_well),
	TAP_TEST(sent_devices_follow_the_map),
	TAP_TEST(nodes_are_made),
	TAP_TEST(the_default_map_makes_nodes),
	TAP_TEST(the_capability_is_bounded),
	TAP_TEST(changes_while_it_opens),
	TAP_TEST(contexts_end_while_maps_change),
	TAP_TEST(nothing_is_left),
};

int main(void)
{
	make_nodes();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
