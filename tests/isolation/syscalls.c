// SPDX-License-Identifier: GPL-2.0-only
/*
 * syscalls: what each system call gives to root in the guest.  The rows are in
 * the headers, by subject.  As a 32-bit program it tries the calls of that
 * kind, and reports table "syscalls32".
 *
 *	syscalls			in the guest: all that needs no help
 *	syscalls lend OWNER PROGRAM	on the host: PROGRAM in the guest, lent
 *					what belongs to OWNER: syscalls_lent.h
 *	syscalls lent OWNER		that program: the rows for it
 *	syscalls true			what an attempt runs; succeeds
 */
#include "syscalls_clone.h"
#include "syscalls_fd.h"
#include "syscalls_ipc.h"
#include "syscalls_lent.h"
#include "syscalls_machine.h"
#include "syscalls_memory.h"
#include "syscalls_mount.h"
#include "syscalls_path.h"
#include "syscalls_pid.h"
#include "syscalls_self.h"
#include "syscalls_signal.h"
#include "syscalls_socket.h"
#include "syscalls_wait.h"

#ifdef __i386__
#define TABLE	"syscalls32"
#else
#define TABLE	"syscalls"
#endif

/* of the section of all rows: the linker's names */
extern const struct row *const __start_rows[], *const __stop_rows[];

static long furnished(void *arg)
{
	const struct row *row = arg;

	furnish();
	errno = 0;
	return row->attempt() == -1 ? -1 : 0;
}

/* what makes no child of its own is attempted by the program itself */
static int outcome(const struct row *row)
{
	if (row->lent && strstr(row->name, "CLONE_PARENT"))
		return furnished((void *)row) ? errno : 0;
	return errno_of(furnished, (void *)row);
}

static void run(enum owner of, bool lent)
{
	const struct row *const *row;

	owner = of;
	for (row = __start_rows; row < __stop_rows; row++)
		if ((*row)->owners & 1 << of && (*row)->lent == lent)
			cell(TABLE, (*row)->name, owner_names[of],
			     result_of(outcome(*row)));
}

static enum owner owner_of(const char *name)
{
	enum owner of = OWN;

	while (of < HOST && strcmp(owner_names[of], name))
		of++;
	return of;
}

static int run_all(void)
{
	enum owner of;

	furnish();
	own_objects();
	run(OWN, false);
	remove_objects();
	for (of = OTHER; of < OWNERS; of++)
		run(of, false);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "true"))
		return 0;
	if (argc == 4 && !strcmp(argv[1], "lend"))
		return lend(owner_of(argv[2]), argv[3]);
	if (argc == 3 && !strcmp(argv[1], "lent"))
		run(owner_of(argv[2]), true);
	else
		return run_all();
	return 0;
}
