// SPDX-License-Identifier: GPL-2.0-only
// SHM_STAT_ANY, SEM_STAT_ANY and MSG_STAT_ANY go through a whole namespace by
// index and ask for no permission: keys and ids of all.
// Victims: host other
#include "ipc.h"

#ifndef SHM_STAT_ANY
#define SHM_STAT_ANY	15
#define MSG_STAT_ANY	13
#define SEM_STAT_ANY	20
#endif

static key_t key_at(int kind, int index)
{
	struct shmid_ds shm;
	struct semid_ds sem;
	struct msqid_ds msg;

	switch (kind) {
	case 0:
		return shmctl(index, SHM_STAT_ANY, &shm) < 0 ?
			-1 : shm.shm_perm.__key;
	case 1:
		return semctl(index, 0, SEM_STAT_ANY, &sem) < 0 ?
			-1 : sem.sem_perm.__key;
	default:
		return msgctl(index, MSG_STAT_ANY, &msg) < 0 ?
			-1 : msg.msg_perm.__key;
	}
}

int main(void)
{
	int kind, index;

	join_ipc();
	for (kind = 0; kind < 3; kind++)
		for (index = 0; index < 256; index++)
			if (key_at(kind, index) == fact_number("SYSV"))
				worked("the key is in the list of all");
	refused("the key is not listed");
}
