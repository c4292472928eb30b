// SPDX-License-Identifier: GPL-2.0-only
// A service of the host sends a descriptor of its root directory: openat(2) goes
// on from there (how CVE-2024-21626 leaves a container).
// Victims: host other
#include "borrow.h"

int main(void)
{
	int root = borrow('d');

	if (root < 0)
		refused("recvmsg");
	if (file_has_secret(root))
		worked("/secret is read below the directory");
	refused("openat");
}
