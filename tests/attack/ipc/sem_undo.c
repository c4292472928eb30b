// SPDX-License-Identifier: GPL-2.0-only
// A semaphore of others: an operation with SEM_UNDO blocks who waits for it, and
// the undo at the end of the process hides who it was.
// Victims: host other
#include "ipc.h"

int main(void)
{
	struct sembuf down = { 0, -1, SEM_UNDO | IPC_NOWAIT };
	int id = fact_number("SEM"), before;

	join_ipc();
	before = semctl(id, 0, GETVAL);
	if (semop(id, &down, 1))
		refused("semop");
	if (before != semctl(id, 0, GETVAL) + 1)
		harmless("semop: another semaphore");
	worked("the semaphore has gone down");
}
