// SPDX-License-Identifier: GPL-2.0-only
// Shared memory of others by its key, as a database agrees upon one with its
// clients: whoever knows the key gets the same memory.
// Victims: host other
#include "ipc.h"

int main(void)
{
	int id;
	char *memory;

	join_ipc();
	id = shmget(fact_number("SYSV"), 0, 0);
	if (id < 0)
		refused("shmget");
	memory = shmat(id, NULL, SHM_RDONLY);
	if (memory == (void *)-1)
		refused("shmat");
	if (!memcmp(memory, fact("SECRET"), 16))
		worked("the secret is in shared memory");
	harmless("shmat: other memory");
}
