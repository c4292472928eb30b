// SPDX-License-Identifier: GPL-2.0-only
// SO_MARK chooses routes and rules of the firewall that the host made for its own
// traffic.
#include "net.h"

int main(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0), mark = 7, is = 0;
	socklen_t length = sizeof(is);

	if (setsockopt(fd, SOL_SOCKET, SO_MARK, &mark, sizeof(mark)))
		refused("SO_MARK");
	if (!getsockopt(fd, SOL_SOCKET, SO_MARK, &is, &length) && is == mark)
		worked("the socket has the mark");
	harmless("SO_MARK: no mark");
}
