// SPDX-License-Identifier: GPL-2.0-only
// An entry of the map of devices that opens the disk to guests: of the own
// context, of all, and of a context that is made for it.
#include "kernel/vserver.h"

#define NODE	"/shared/nodes/disk"
#define OPENS	2
#define NEW	343

static struct vs_mapping map = { NODE, NULL, OPENS };

static bool reads_disk(void)
{
	unsigned char magic[2] = { 0 };
	int fd = open(NODE, O_RDONLY);

	return fd >= 0 && pread(fd, magic, 2, 1080) == 2 && magic[0] == 0x53 &&
	       magic[1] == 0xef;
}

/* who is outside changes the map of the context that its child is in */
static void make_context(void)
{
	int made[2], mapped[2];
	char c = 0;

	NEED(!pipe(made) && !pipe(mapped));
	if (!fork()) {
		if (tried(create(NEW, INIT_FLAGS)) < 0)
			refused("ctx_create, set_mapping");
		NEED(write(made[1], &c, 1) == 1 && read(mapped[0], &c, 1) == 1);
		NEED(!vs_set(SET_CFLAGS, NEW, 0, SETUP_ENDS));
		if (reads_disk())
			worked("a guest opens the disk");
		refused("open the disk");
	}
	close(made[1]);
	if (read(made[0], &c, 1) == 1) {
		NEED(!vs(SET_MAPPING, NEW, &map));
		NEED(write(mapped[1], &c, 1) == 1);
	}
}

int main(void)
{
	const uint32_t xids[] = { 0, ATTACKER, BARE };
	int status, i;
	bool reads;

	for (i = 0; context() && i < 3; i++) {
		if (vs(SET_MAPPING, xids[i], &map))
			continue;
		reads = reads_disk();
		vs(UNSET_MAPPING, xids[i], &map);
		if (reads)
			worked("the guest opens the disk");
	}
	make_context();
	NEED(wait(&status) > 0 && WIFEXITED(status));
	return WEXITSTATUS(status);
}
