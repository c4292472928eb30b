// SPDX-License-Identifier: GPL-2.0-only
/*
 * System V IPC of contexts that share a namespace with each other and with the
 * host, as those of chcontext(8) do.  The caller is the host.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdbool.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "vcmd.h"

#define KEY	0x1b5c
#define EXCL	(IPC_CREAT | IPC_EXCL | 0666)

/* ---- the three kinds of objects ---- */

static int get_memory(int key, int flags)
{
	return shmget(key, flags & IPC_CREAT ? 4096 : 0, flags);
}

static int stat_memory(int id)
{
	return shmctl(id, IPC_STAT, &(struct shmid_ds){ 0 });
}

static int remove_memory(int id)
{
	return shmctl(id, IPC_RMID, NULL);
}

static int get_set(int key, int flags)
{
	return semget(key, flags & IPC_CREAT ? 1 : 0, flags);
}

static int stat_set(int id)
{
	return semctl(id, 0, IPC_STAT, &(struct semid_ds){ 0 });
}

static int remove_set(int id)
{
	return semctl(id, 0, IPC_RMID);
}

static int stat_queue(int id)
{
	return msgctl(id, IPC_STAT, &(struct msqid_ds){ 0 });
}

static int remove_queue(int id)
{
	return msgctl(id, IPC_RMID, NULL);
}

static const struct kind {
	int (*get)(int key, int flags);
	int (*stat)(int id);
	int (*remove)(int id);
} kinds[] = {
	{ get_memory, stat_memory, remove_memory },
	{ get_set, stat_set, remove_set },
	{ msgget, stat_queue, remove_queue },
};

#define KINDS	3

/* what processes tell each other */
static int *shared_numbers(void)
{
	int *numbers = mmap(NULL, 1 << 16, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	CHECK(numbers != MAP_FAILED);
	return numbers;
}

static bool fails(int result, int error)
{
	return result < 0 && errno == error;
}

static void wait_for_end_of(int context)
{
	while (vs(GET_CFLAGS, context, NULL) != -ESRCH)
		usleep(10000);
}

/* ---- keys ---- */

/* nobody else uses the key: it is free, then taken, and what it names is ours */
static void use_key(const struct kind *kind, int key, int *number)
{
	CHECK(fails(kind->get(key, 0), ENOENT));
	*number = kind->get(key, EXCL);
	CHECK(*number >= 0);
	CHECK(fails(kind->get(key, EXCL), EEXIST));
	CHECK_EQ(kind->get(key, 0), *number);
	CHECK_EQ(kind->stat(*number), 0);
}

static void make_in(int context, int *numbers)
{
	pid_t pid = fork();
	int k;

	if (!pid) {
		become_guest(context, PERSISTENT);
		for (k = 0; k < KINDS; k++)
			use_key(&kinds[k], KEY, &numbers[k]);
		_exit(0);
	}
	child_passes(pid);
}

static void enter(int context)
{
	uint64_t how = 0;

	CHECK_EQ(vs(CTX_MIGRATE, context, &how), context);
}

static void find_in(int context, const int *own, const int *others)
{
	pid_t pid = fork();
	int k;

	if (!pid) {
		enter(context);
		for (k = 0; k < KINDS; k++) {
			CHECK_EQ(kinds[k].get(KEY, 0), own[k]);
			CHECK_EQ(kinds[k].stat(own[k]), 0);
			CHECK(fails(kinds[k].stat(others[k]), EINVAL));
			CHECK(fails(kinds[k].remove(others[k]), EINVAL));
		}
		_exit(0);
	}
	child_passes(pid);
}

static void each_context_has_its_keys(void)
{
	int *numbers = shared_numbers(), k;
	int *first = numbers + KINDS, *second = first + KINDS;

	for (k = 0; k < KINDS; k++)
		use_key(&kinds[k], KEY, &numbers[k]);
	make_in(201, first);
	make_in(202, second);
	find_in(201, first, second);
	find_in(201, first, numbers);
	find_in(202, second, first);
	/* the host finds what is its own by the key, and all by the number */
	for (k = 0; k < KINDS; k++) {
		CHECK_EQ(kinds[k].get(KEY, 0), numbers[k]);
		CHECK_EQ(kinds[k].remove(first[k]), 0);
		CHECK_EQ(kinds[k].remove(numbers[k]), 0);
		CHECK(fails(kinds[k].get(KEY, 0), ENOENT));
	}
	find_in(202, second, numbers);
	for (k = 0; k < KINDS; k++)
		CHECK_EQ(kinds[k].remove(second[k]), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 201, 0, PERSISTENT), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 202, 0, PERSISTENT), 0);
}

/* more than the table of keys has places for one hash, and it grows */
#define CONTEXTS	60
#define KEYS		10

static void make_many(int context, int *numbers, int ready[2], int go[2])
{
	int i;
	char c;

	/* so that they end when one of them fails */
	close(ready[0]);
	close(go[1]);
	become_guest(context, 0);
	for (i = 0; i < KEYS; i++)
		use_key(&kinds[1], KEY + i, &numbers[i]);
	CHECK_EQ(write(ready[1], "x", 1), 1);
	CHECK_EQ(read(go[0], &c, 1), 1);
	for (i = 0; i < KEYS; i++) {
		CHECK_EQ(get_set(KEY + i, 0), numbers[i]);
		CHECK_EQ(remove_set(numbers[i]), 0);
		CHECK(fails(get_set(KEY + i, 0), ENOENT));
	}
}

static void many_contexts_use_one_key(void)
{
	int *numbers = shared_numbers(), ready[2], go[2], i;
	pid_t pid[CONTEXTS];
	char c;

	CHECK_EQ(pipe(ready), 0);
	CHECK_EQ(pipe(go), 0);
	for (i = 0; i < CONTEXTS; i++) {
		pid[i] = fork();
		if (!pid[i]) {
			make_many(210 + i, numbers + i * KEYS, ready, go);
			_exit(0);
		}
	}
	close(ready[1]);
	for (i = 0; i < CONTEXTS; i++)
		CHECK_EQ(read(ready[0], &c, 1), 1);
	CHECK(fails(get_set(KEY, 0), ENOENT));
	for (i = 0; i < CONTEXTS; i++)
		CHECK_EQ(write(go[1], "x", 1), 1);
	for (i = 0; i < CONTEXTS; i++)
		child_passes(pid[i]);
}

#define ROUNDS	1000

static void take_and_free(void)
{
	int i, k, id;

	for (i = 0; i < ROUNDS; i++) {
		k = i % KINDS;
		id = kinds[k].get(KEY, EXCL);
		CHECK(id >= 0);
		CHECK_EQ(kinds[k].get(KEY, 0), id);
		CHECK_EQ(kinds[k].remove(id), 0);
	}
}

/* on one key at once, each in its own context */
static void they_do_not_meet(void)
{
	pid_t pid[3];
	int i;

	for (i = 0; i < 3; i++) {
		pid[i] = fork();
		if (!pid[i]) {
			become_guest(280 + i, 0);
			take_and_free();
			_exit(0);
		}
	}
	take_and_free();
	for (i = 0; i < 3; i++)
		child_passes(pid[i]);
}

/* ---- life ---- */

static void objects_outlive_their_context(void)
{
	int *numbers = shared_numbers(), k, own;

	make_in(290, numbers);
	CHECK_EQ(vs_set(SET_CFLAGS, 290, 0, PERSISTENT), 0);
	wait_for_end_of(290);
	for (k = 0; k < KINDS; k++) {
		use_key(&kinds[k], KEY, &own);
		CHECK(own != numbers[k]);
		CHECK_EQ(kinds[k].stat(numbers[k]), 0);
		CHECK_EQ(kinds[k].remove(own), 0);
	}
	/* the next one of the same id is another context */
	make_in(290, numbers + KINDS);
	find_in(290, numbers + KINDS, numbers);
	for (k = 0; k < 2 * KINDS; k++)
		CHECK_EQ(kinds[k % KINDS].remove(numbers[k]), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 290, 0, PERSISTENT), 0);
}

static struct sembuf up = { .sem_op = 3, .sem_flg = SEM_UNDO };

static void adjust_and_move(int set, int *own, int moved, int go)
{
	char c;

	CHECK_EQ(semop(set, &up, 1), 0);
	CHECK_EQ(semctl(set, 0, GETVAL), 3);
	become_guest(295, PERSISTENT);
	CHECK_EQ(write(moved, "x", 1), 1);
	CHECK_EQ(read(go, &c, 1), 1);
	CHECK(fails(semop(set, &up, 1), EINVAL));
	CHECK_EQ(unshare(CLONE_SYSVSEM), 0);
	*own = get_set(KEY, EXCL);
	CHECK_EQ(semop(*own, &up, 1), 0);
	CHECK_EQ(semctl(*own, 0, GETVAL), 3);
	_exit(0);
}

/*
 * Who moves leaves its adjustments behind, and ends: a task that still had one
 * for a set which it cannot find would not.
 */
static void adjustments_stay_outside(void)
{
	int *own = shared_numbers(), set = get_set(IPC_PRIVATE, EXCL);
	int moved[2], go[2];
	pid_t pid;
	char c;

	CHECK_EQ(pipe(moved) + pipe(go), 0);
	pid = fork();
	if (!pid)
		adjust_and_move(set, own, moved[1], go[0]);
	CHECK_EQ(read(moved[0], &c, 1), 1);
	CHECK_EQ(semctl(set, 0, GETVAL), 0);
	CHECK_EQ(write(go[1], "x", 1), 1);
	child_passes(pid);
	CHECK_EQ(semctl(*own, 0, GETVAL), 0);
	CHECK_EQ(remove_set(set), 0);
	CHECK_EQ(remove_set(*own), 0);
	CHECK_EQ(vs_set(SET_CFLAGS, 295, 0, PERSISTENT), 0);
}

static int attached(int id)
{
	struct shmid_ds memory;

	CHECK_EQ(shmctl(id, IPC_STAT, &memory), 0);
	return memory.shm_nattch;
}

/* what a task has it keeps, as it keeps a file */
static void attached_memory_comes_along(void)
{
	int id = get_memory(IPC_PRIVATE, EXCL);
	char *memory = shmat(id, NULL, 0);
	pid_t pid = fork();

	if (!pid) {
		become_guest(296, 0);
		CHECK(shmat(id, NULL, 0) == (void *)-1 && errno == EINVAL);
		pid = fork();
		if (!pid) {
			strcpy(memory, "inside");
			_exit(shmdt(memory) != 0);
		}
		child_passes(pid);
		CHECK_EQ(shmdt(memory), 0);
		_exit(0);
	}
	child_passes(pid);
	CHECK_EQ(strcmp(memory, "inside"), 0);
	CHECK_EQ(attached(id), 1);
	CHECK_EQ(shmdt(memory), 0);
	CHECK_EQ(attached(id), 0);
	CHECK_EQ(remove_memory(id), 0);
}

static const struct tap_test tests[] = {
	TAP_TEST(each_context_has_its_keys),
	TAP_TEST(many_contexts_use_one_key),
	TAP_TEST(they_do_not_meet),
	TAP_TEST(objects_outlive_their_context),
	TAP_TEST(adjustments_stay_outside),
	TAP_TEST(attached_memory_comes_along),
};

int main(void)
{
	return tap_main(tests, sizeof(tests) / sizeof(tests[0]));
}
