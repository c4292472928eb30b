// SPDX-License-Identifier: GPL-2.0-only
// A service on the address of others: in one network namespace nothing but the
// table of ports decides who has it.
// Victims: host other
#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
	set(fd, SOL_SOCKET, SO_REUSEPORT, 1);
	if (bind_at(fd, fact("IP"), 7780))
		refused("bind");
	if (!listen(fd, 1) && is_victims(fd))
		worked("a service listens on the victim's address");
	harmless("bind: another address");
}
