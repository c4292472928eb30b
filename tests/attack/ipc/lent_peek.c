// SPDX-License-Identifier: GPL-2.0-only
// A descriptor that is taken by MSG_PEEK comes another way through the kernel
// than one that is received, and it can be taken many times.
// Victims: host other
#include "borrow.h"

int main(void)
{
	int from = lender(), root;
	char text;

	NEED(write(from, "d", 1) == 1);
	root = receive(from, MSG_PEEK, &text);
	if (root < 0)
		refused("recvmsg");
	if (file_has_secret(root))
		worked("/secret is read below the directory");
	refused("openat");
}
