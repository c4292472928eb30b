// SPDX-License-Identifier: GPL-2.0-only
// The loopback of another guest, by the address that it has in the stead of
// 127.0.0.1: the number of its context is in there, and easily guessed.
// Victims: other
// Modes: guest bare
// (open: the host, too, connects but was never sent the secret there)
#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (connect_at(fd, fact("LOOP"), LOOP_PORT))
		refused("connect");
	if (tells_secret(fd))
		worked("a service on the victim's loopback answers");
	harmless("connect: another service");
}
