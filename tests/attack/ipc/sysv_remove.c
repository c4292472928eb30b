// SPDX-License-Identifier: GPL-2.0-only
// IPC_SET and IPC_RMID ask whether the caller is the owner: user 0 of a guest
// has the number of the host's root.
// Victims: host other
#include "ipc.h"

int main(void)
{
	int id = fact_number("SEM");
	struct semid_ds ds;

	join_ipc();
	if (semctl(id, 0, IPC_STAT, &ds) < 0)
		memset(&ds, 0, sizeof(ds));
	else if (ds.sem_perm.__key != fact_number("SYSV"))
		harmless("IPC_STAT: another semaphore");
	ds.sem_perm.mode = 0600;
	if (!semctl(id, 0, IPC_SET, &ds))
		printf("mode is changed\n");
	if (semctl(id, 0, IPC_RMID) < 0 &&
	    msgctl(fact_number("MSG"), IPC_RMID, NULL) < 0 &&
	    shmctl(fact_number("SHM"), IPC_RMID, NULL) < 0)
		refused("IPC_RMID");
	worked("an object is removed");
}
