// SPDX-License-Identifier: GPL-2.0-only
// A port on any address is taken before a service of the host has it: the service
// does not start, or clients come to the wrong one.
#include "borrow.h"
#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
	if (bind_at(fd, "0.0.0.0", 7790) || listen(fd, 1))
		refused("bind");
	if (ask('B') == 'n')
		worked("the victim's service does not start");
	harmless("the victim's service starts");
}
