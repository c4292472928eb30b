// SPDX-License-Identifier: GPL-2.0-only
// What is received is a socket only, which is nothing; but in it waits a message
// with a directory.
// Victims: host other
#include "borrow.h"

int main(void)
{
	int carrier = borrow('q'), root;
	char text;

	if (carrier < 0)
		refused("recvmsg");
	root = receive(carrier, 0, &text);
	if (root < 0)
		refused("recvmsg from the socket that was received");
	if (file_has_secret(root))
		worked("/secret is read below the directory");
	refused("openat");
}
