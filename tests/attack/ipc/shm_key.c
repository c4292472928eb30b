// SPDX-License-Identifier: GPL-2.0-only
// Shared memory of others by its key, as a database agrees upon one with its
// clients: whoever knows the key gets the same memory.  Keys are each context's
// own, for the host as well, who finds it in the list of all.
// Victims: host other
#include "ipc.h"

static int find(key_t key)
{
	int id = shmget(key, 0, 0), slot;
	struct shmid_ds ds;

	for (slot = 0; id < 0 && slot < 1000; slot++) {
		id = shmctl(slot, SHM_STAT, &ds);
		if (id >= 0 && ds.shm_perm.__key != key)
			id = -1;
	}
	return id;
}

int main(void)
{
	int id;
	char *memory;

	join_ipc();
	id = find(fact_number("SYSV"));
	if (id < 0)
		refused("no such key");
	memory = shmat(id, NULL, SHM_RDONLY);
	if (memory == (void *)-1)
		refused("shmat");
	if (!memcmp(memory, fact("SECRET"), 16))
		worked("the secret is in shared memory");
	harmless("shmat: other memory");
}
