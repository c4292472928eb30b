/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One attempt of a command: in a process of its own, on a context made for it,
 * with a look at everything that a refusal must leave alone.
 */
#ifndef TESTS_GUEST_ABI_ATTEMPT_H
#define TESTS_GUEST_ABI_ATTEMPT_H

#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <sys/mman.h>

#include "abi_rows.h"
#include "vcmd.h"

#define NEW_ID		9000
#define FILE_FD		100
#define PAGE		4096

/*
 * Shared by all processes: what an attempt leaves - its result, and whether
 * the caller was changed - and the next id that nobody used.
 */
static struct {
	long result;
	int moved;
	uint32_t next_id;
} *left;

/* a page, and behind it one that is not accessible */
static char *page;
static int failures;

static void expect(const struct row *row, const char *what, long is, long want)
{
	if (is == want || (want == R_SOME && is >= 0))
		return;
	printf("# %s: %s: %ld, not %ld\n", row->name, what, is, want);
	failures++;
}

/* ---- a context and a network context to act on ---- */

struct target {
	uint32_t id;
	pid_t pid;
	int hold;
};

static void hold_target(uint32_t id, uint64_t clear)
{
	struct vs_ipv4 ip = { 0x10, 0, IP + (9 << 24), 0, NET24 };
	struct vs_vhi_name name = { 0, "target", { 0 } };
	uint64_t spaces[2] = { CLONE_NEWUTS | CLONE_NEWIPC, 0 };

	CHECK_EQ(unshare(CLONE_NEWUTS | CLONE_NEWIPC), 0);
	CHECK_EQ(net_create(id, NET_FLAGS), id);
	CHECK_EQ(create(id, INIT_FLAGS), id);
	CHECK_EQ(vs(NET_ADD_IPV4, id, &ip), 0);
	CHECK_EQ(vs(SET_SPACE, id, spaces), 0);
	CHECK_EQ(vs(SET_VHI_NAME, id, &name), 0);
	CHECK_EQ(vs_set(SET_NFLAGS, id, 0, clear & ~STATE_INIT), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, id, 0, clear), 0);
}

static struct target make_target(uint64_t clear)
{
	struct target target = { .id = left->next_id++ };
	int hold[2], ready[2];
	char c;

	CHECK_EQ(pipe(hold) | pipe(ready), 0);
	target.pid = fork();
	if (!target.pid) {
		close(hold[1]);
		hold_target(target.id, clear);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		_exit(read(hold[0], &c, 1));
	}
	close(hold[0]);
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	close(ready[0]);
	target.hold = hold[1];
	return target;
}

static void drop_target(const struct target *target)
{
	close(target->hold);
	CHECK_EQ(waitpid(target->pid, NULL, 0), target->pid);
}

/* ---- what must not change ---- */

/* all but the use count, which every look at a context raises */
static void copy_file(FILE *to, const char *format, uint32_t id)
{
	char name[64], line[256];
	FILE *f;

	snprintf(name, sizeof(name), format, id);
	f = fopen(name, "r");
	while (f && fgets(line, sizeof(line), f))
		if (strncmp(line, "UseCnt", 6))
			fputs(line, to);
	fprintf(to, "%s %s\n", name, f ? "is there" : "is not there");
	if (f)
		fclose(f);
}

static char *snapshot(const struct target *target)
{
	static const uint32_t words[] = { GET_CFLAGS, GET_CCAPS, GET_BCAPS,
		GET_UMASK, GET_WMASK, GET_NFLAGS, GET_NCAPS };
	struct vs_iattr attr = { .name = TEST_FILE };
	struct vs_vhi_name name;
	char *text;
	size_t size, i;
	FILE *f = open_memstream(&text, &size);

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		fprintf(f, "%llx\n",
			(unsigned long long)vs_get(words[i], target->id));
	for (name.field = 0; name.field < 7; name.field++) {
		CHECK_EQ(vs(GET_VHI_NAME, target->id, &name), 0);
		fprintf(f, "%s\n", name.name);
	}
	copy_file(f, "/proc/virtual/%u/status", target->id);
	copy_file(f, "/proc/virtnet/%u/status", target->id);
	copy_file(f, "/proc/virtnet/%u/info", target->id);
	copy_file(f, "/proc/virtual/%u/info", NEW_ID);
	copy_file(f, "/proc/virtnet/%u/info", NEW_ID);
	CHECK_EQ(vs(GET_IATTR, 0, &attr), 0);
	fprintf(f, "%x\n", attr.flags);
	fclose(f);
	return text;
}

struct caller {
	char link[8][64];
	long xid, nid;
};

static struct caller look_at_caller(void)
{
	static const char * const links[] = { "ns/mnt", "ns/uts", "ns/ipc",
		"ns/pid_for_children", "ns/net", "ns/cgroup", "ns/user",
		"root" };
	struct caller caller = { .xid = vs(TASK_XID, 0, NULL),
				 .nid = vs(TASK_NID, 0, NULL) };
	char name[64];
	int i;

	for (i = 0; i < 8; i++) {
		snprintf(name, sizeof(name), "/proc/self/%s", links[i]);
		CHECK(readlink(name, caller.link[i], 63) > 0 || i == 3);
	}
	return caller;
}

/* ---- attempts ---- */

/* one call in a process of its own, as the one that it becomes */
static long attempt(void (*become)(void), uint32_t cmd, uint32_t id, void *arg)
{
	struct caller before, after;
	pid_t pid = fork();
	int status;

	if (!pid) {
		alarm(tap_time(10));
		if (become)
			become();
		before = look_at_caller();
		left->result = vs(cmd, id, arg);
		after = look_at_caller();
		left->moved = !!memcmp(&before, &after, sizeof(before));
		_exit(0);
	}
	CHECK_EQ(waitpid(pid, &status, 0), pid);
	CHECK_EQ(status, 0);
	return left->result;
}

static void refuse(const struct row *row, const char *what,
		   const struct target *target, void (*become)(void),
		   uint32_t cmd, uint32_t id, void *arg, long want)
{
	char *before = snapshot(target), *after;

	expect(row, what, attempt(become, cmd, id, arg), want);
	after = snapshot(target);
	if (strcmp(before, after) || left->moved) {
		printf("# %s: %s: %s changed\n", row->name, what,
		       left->moved ? "the caller" : "the state");
		failures++;
	}
	free(before);
	free(after);
}

/* data at the end of the accessible page, its last bytes beyond it */
static void *place(const void *data, size_t size, size_t beyond)
{
	char *to = page + PAGE - size + beyond;

	memset(page, 0, PAGE);
	if (data)
		memcpy(to, data, size - beyond);
	return to;
}

static uint32_t id_for(const struct row *row, const struct target *target)
{
	switch (row->id) {
	case XID:
	case NID:
		return target->id;
	case NEW:
		return NEW_ID;
	case FD:
		return FILE_FD;
	default:
		return 0;
	}
}

static bool in_table(uint32_t cmd)
{
	int i;

	for (i = 0; i < ROWS; i++)
		if (rows[i].cmd == cmd)
			return true;
	return false;
}

static void prepare(void)
{
	int fd = open(TEST_FILE, O_CREAT | O_RDONLY, 0644);

	left = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	page = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(fd >= 0 && dup2(fd, FILE_FD) == FILE_FD);
	CHECK(left != MAP_FAILED && page != MAP_FAILED);
	CHECK_EQ(mprotect(page + PAGE, PAGE, PROT_NONE), 0);
	left->next_id = 100;
}

#endif /* TESTS_GUEST_ABI_ATTEMPT_H */
