// SPDX-License-Identifier: GPL-2.0-only
// As a directory, but by O_PATH, which was opened for nothing: fchdir(2) and
// openat(2) take it.
// Victims: host other
#include "borrow.h"

int main(void)
{
	int root = borrow('o');

	if (root < 0)
		refused("recvmsg");
	if (file_has_secret(root) ||
	    (!fchdir(root) && file_has_secret(AT_FDCWD)))
		worked("/secret is read below the directory");
	refused("openat");
}
