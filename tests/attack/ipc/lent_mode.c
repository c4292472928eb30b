// SPDX-License-Identifier: GPL-2.0-only
// A file is lent for reading.  Its owner is user 0, which the guest's root is,
// too: it may change the mode, and every user of the host reads the file.
// Victims: host other
#include "borrow.h"

int main(void)
{
	int lent = borrow('r');
	struct stat before, after;

	if (lent < 0)
		refused("recvmsg");
	NEED(!fstat(lent, &before));
	if (fchmod(lent, 0666))
		refused("fchmod");
	NEED(!fstat(lent, &after));
	NEED(!fchmod(lent, before.st_mode & 07777));
	if (after.st_mode != before.st_mode)
		worked("a file of the victim is open to every user");
	harmless("fchmod: the mode is the same");
}
