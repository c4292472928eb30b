// SPDX-License-Identifier: GPL-2.0-only
// Shared memory of others by its id: ids are small numbers, and mode 0666 is
// usual, so guests of one IPC namespace read each other's.
// Victims: host other
#include "ipc.h"

int main(void)
{
	char *memory;

	join_ipc();
	memory = shmat(fact_number("SHM"), NULL, SHM_RDONLY);
	if (memory == (void *)-1)
		refused("shmat");
	if (!memcmp(memory, fact("SECRET"), 16))
		worked("the secret is in shared memory");
	harmless("shmat: other memory");
}
