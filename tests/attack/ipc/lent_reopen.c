// SPDX-License-Identifier: GPL-2.0-only
// A file is lent for reading.  The link in /proc/self/fd opens it again, for
// writing: who may is asked of the number of the user (as CVE-2019-5736).
// Victims: host other
#include "borrow.h"

int main(void)
{
	int lent = borrow('r'), again;
	struct timespec times[2];
	struct stat before;
	char name[32];

	if (lent < 0)
		refused("recvmsg");
	snprintf(name, sizeof(name), "/proc/self/fd/%d", lent);
	again = open(name, O_RDWR);
	if (again < 0)
		refused("open");
	NEED(!fstat(lent, &before));
	times[0] = before.st_atim;
	times[1] = before.st_mtim;
	if (pwrite(again, "changed!", 8, 0) != 8)
		refused("pwrite");
	if (has_secret(lent))
		harmless("pwrite: another file");
	NEED(pwrite(again, fact("SECRET"), 16, 0) == 16);
	NEED(!futimens(again, times));
	worked("a file that was lent for reading is written");
}
