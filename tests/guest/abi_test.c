// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every command against every kind of misuse, from one table (abi_rows.h).
 * After each refusal the contexts, the file and the caller are as they were.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>

#include "abi_attempt.h"

#define BAD_ID		4242

/* what is in the kernel is in the table, and the other way round */
static void table_is_complete(void)
{
	uint32_t cmd, version;

	for (cmd = 0; cmd < 64 << 24; cmd += 1 << 16)
		for (version = 0; version < 8; version++) {
			bool known = vs(cmd | version, ~15U, NULL) != -ENOSYS;

			if (known == in_table(cmd | version))
				continue;
			printf("# %08x is %sknown\n", cmd | version,
			       known ? "" : "not ");
			failures++;
		}
	CHECK_EQ(failures, 0);
}

static void other_words_are_absent(void)
{
	static const uint32_t junk[] = { 1 << 12, 1 << 13, 1 << 14, 1 << 15,
		1 << 30, 1U << 31, 0xfff, 0x800 };
	struct target target = make_target(SETUP_ENDS);
	uint32_t i, j, cmd, id;
	void *arg;

	for (i = 0; i < ROWS; i++) {
		id = id_for(&rows[i], &target);
		arg = place(rows[i].good, rows[i].size, 0);
		for (j = 0; j < sizeof(junk) / sizeof(junk[0]); j++)
			refuse(&rows[i], "junk in the word", &target, NULL,
			       rows[i].cmd | junk[j], id, arg, -ENOSYS);
		for (cmd = rows[i].cmd + 1; in_table(cmd); cmd++)
			;
		refuse(&rows[i], "next version", &target, NULL, cmd, id, arg,
		       -ENOSYS);
	}
	drop_target(&target);
	CHECK_EQ(failures, 0);
}

/* the object is looked up before the argument is read */
static void objects_must_exist(void)
{
	static const long want[] = { [NONE] = 0, [PID] = -ESRCH,
		[XID] = -ESRCH, [NID] = -ESRCH, [NEW] = -EINVAL,
		[PATH] = -ENOENT, [FD] = -EBADF };
	static const uint32_t ids[] = { BAD_ID, 0, 65536, ~0U, ~1U };
	static const struct attr nothing = { "/tmp/nothing", 0, 0, 0, 0 };
	struct target target = make_target(SETUP_ENDS);
	const struct row *row;
	bool by_name;
	void *arg;
	int i, j;

	for (row = rows; row < rows + ROWS; row++) {
		by_name = row->id == XID || row->id == NID;
		arg = place(row->id == PATH ? &nothing : row->good,
			    row->size, 0);
		for (j = 0; j < 5 && want[row->id]; j++) {
			i = ids[j];
			if ((row->id == PID && (i == 0 || i == BAD_ID)) ||
			    (row->id == NEW && i == BAD_ID) ||
			    (row->id == FD && i == 0) ||
			    (row->flags & ZERO && i == 0))
				continue;
			refuse(row, "bad id", &target, NULL, row->cmd, i,
			       by_name ? NULL : arg, want[row->id]);
		}
	}
	drop_target(&target);
	CHECK_EQ(failures, 0);
}

static void arguments_must_be_there(void)
{
	char * const bad[] = { NULL, page + PAGE, (char *)0xffff888000000000,
			       (char *)0xffffffff81000000, (char *)-1 };
	struct target target = make_target(SETUP_ENDS);
	struct attr attr = { .mask = 0 };
	int i, j;

	for (i = 0; i < ROWS; i++) {
		for (j = 0; j < 5 && rows[i].size; j++) {
			if (!(rows[i].flags & ENDS))
				refuse(&rows[i], "bad pointer", &target, NULL,
				       rows[i].cmd, id_for(&rows[i], &target),
				       bad[j], -EFAULT);
			if (rows[i].id != PATH)
				continue;
			attr.name = bad[j];
			refuse(&rows[i], "bad name", &target, NULL,
			       rows[i].cmd, 0, place(&attr, 24, 0), -EFAULT);
		}
	}
	drop_target(&target);
	CHECK_EQ(failures, 0);
}

static pid_t end_soon(const struct row *row, uint32_t id)
{
	pid_t pid;

	if (!(row->flags & ENDS))
		return 0;
	pid = fork();
	if (pid)
		return pid;
	usleep(100000);
	_exit(ctx_kill(id, 0, SIGKILL) != 0);
}

static long want_of(const struct row *row, uint32_t id)
{
	return row->ret == R_ID ? id : row->ret;
}

/* the argument ends with the page: enough; one byte later: not */
static void sizes_are_exact(void)
{
	const struct row *row;
	struct target target;
	uint32_t id;
	int beyond;

	for (row = rows; row < rows + ROWS; row++)
		for (beyond = 0; beyond < 2 && beyond <= row->size; beyond++) {
			target = make_target(SETUP_ENDS);
			id = row->id == NEW ? left->next_id++ :
					      id_for(row, &target);
			end_soon(row, id);
			expect(row, beyond ? "one byte short" : "exact size",
			       attempt(NULL, row->cmd, id,
				       place(row->good, row->size, beyond)),
			       beyond ? -EFAULT : want_of(row, id));
			drop_target(&target);
		}
	CHECK_EQ(failures, 0);
}

static void unknown_values_are_refused(void)
{
	struct target target = make_target(SETUP_ENDS);
	int i;

	for (i = 0; i < ROWS; i++) {
		if (!(rows[i].flags & IN))
			continue;
		/* a row that says nothing must say that there is nothing */
		expect(&rows[i], "has a value to refuse", !rows[i].bad,
		       !!(rows[i].flags & WHOLE));
		if (rows[i].bad)
			refuse(&rows[i], "unknown value", &target, NULL,
			       rows[i].cmd, id_for(&rows[i], &target),
			       place(rows[i].bad, rows[i].size, 0), -EINVAL);
	}
	drop_target(&target);
	CHECK_EQ(failures, 0);
}

/* ---- who has the call ---- */

static void become_nobody(void)
{
	CHECK_EQ(setresgid(65534, 65534, 65534), 0);
	CHECK_EQ(setresuid(65534, 65534, 65534), 0);
}

static void become_root_of_user_namespace(void)
{
	int fd;

	CHECK(!unshare(CLONE_NEWUSER));
	fd = open("/proc/self/uid_map", O_WRONLY);
	CHECK_EQ(write(fd, "0 0 1", 5), 5);
	CHECK_EQ(getuid(), 0);
}

static void become_finished(void)
{
	become_guest(left->next_id, 0);
}

static void become_finished_with_all_capabilities(void)
{
	CHECK_EQ(create(left->next_id, INIT_FLAGS), left->next_id);
	CHECK_EQ(vs_set(SET_CFLAGS, left->next_id, 0, SETUP_ENDS), 0);
}

static void become_spectator(void)
{
	uint64_t how = 0;

	CHECK_EQ(vs(CTX_MIGRATE, 1, &how), 1);
}

static void become_in_setup(void)
{
	CHECK_EQ(net_create(left->next_id, NET_FLAGS), left->next_id);
	CHECK_EQ(create(left->next_id, INIT_FLAGS), left->next_id);
}

static void nobody_has(void (*become)(void))
{
	struct target target = make_target(SETUP_ENDS);
	int i;

	for (i = 0; i < ROWS; i++, left->next_id++)
		refuse(&rows[i], "call of a stranger", &target, become,
		       rows[i].cmd, id_for(&rows[i], &target),
		       place(rows[i].good, rows[i].size, 0), -ENOSYS);
	drop_target(&target);
	CHECK_EQ(failures, 0);
}

static void ordinary_users_have_no_call(void)
{
	nobody_has(become_nobody);
}

static void root_of_a_user_namespace_has_no_call(void)
{
	nobody_has(become_root_of_user_namespace);
}

static void finished_guests_have_no_call(void)
{
	nobody_has(become_finished);
	nobody_has(become_finished_with_all_capabilities);
}

static void spectators_have_no_call(void)
{
	nobody_has(become_spectator);
}

/* in setup: what is marked so, on the own objects only */
static void setup_has_its_own(void)
{
	struct target target = make_target(SETUP_ENDS);
	const struct row *row;
	uint32_t other;
	bool named;
	void *arg;

	for (row = rows; row < rows + ROWS; row++, left->next_id++) {
		named = row->id == XID || row->id == NID;
		other = row->id == PID ? (uint32_t)target.pid :
					 id_for(row, &target);
		arg = place(row->good, row->size, 0);
		if (named || row->id == PID || !(row->flags & SETUP))
			refuse(row, "another's object", &target,
			       become_in_setup, row->cmd, other, arg, -ENOSYS);
		left->next_id++;
		expect(row, "own object",
		       attempt(become_in_setup, row->cmd,
			       named ? left->next_id : id_for(row, &target), arg),
		       row->flags & SETUP ? row->ret : -ENOSYS);
	}
	drop_target(&target);
	CHECK_EQ(failures, 0);
}

static void closed_contexts_are_closed(void)
{
	struct target target = make_target(INIT_FLAGS);
	const struct row *row;
	void *arg;

	for (row = rows; row < rows + ROWS; row++) {
		arg = place(row->good, row->size, 0);
		if (row->flags & CLOSES)
			refuse(row, "closed", &target, NULL, row->cmd,
			       target.id, arg, -EACCES);
		else if ((row->id == XID || row->id == NID) &&
			 !(row->flags & ENDS))
			expect(row, "closed", attempt(NULL, row->cmd,
						      target.id, arg),
			       row->ret);
	}
	drop_target(&target);
	CHECK_EQ(failures, 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(table_is_complete),
	TAP_TEST(other_words_are_absent),
	TAP_TEST(objects_must_exist),
	TAP_TEST(arguments_must_be_there),
	TAP_TEST(sizes_are_exact),
	TAP_TEST(unknown_values_are_refused),
	TAP_TEST(ordinary_users_have_no_call),
	TAP_TEST(root_of_a_user_namespace_has_no_call),
	TAP_TEST(finished_guests_have_no_call),
	TAP_TEST(spectators_have_no_call),
	TAP_TEST(setup_has_its_own),
	TAP_TEST(closed_contexts_are_closed),
};

int main(void)
{
	prepare();
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
