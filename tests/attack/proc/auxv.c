// SPDX-License-Identifier: GPL-2.0-only
// Where the program, the vDSO and the random bytes of a process outside are, by
// its auxiliary vector.
// Victims: host other
#include <elf.h>

#include "proc/of.h"

int main(void)
{
	Elf64_auxv_t auxv[32];
	int fd = open(victims("auxv"), O_RDONLY), i, count;

	if (fd < 0)
		refused(victims("auxv"));
	count = read(fd, auxv, sizeof(auxv)) / (int)sizeof(auxv[0]);
	for (i = 0; i < count; i++)
		if (auxv[i].a_type == AT_RANDOM && auxv[i].a_un.a_val)
			worked("addresses of the victim");
	harmless("auxv");
}
