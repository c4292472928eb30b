// SPDX-License-Identifier: GPL-2.0-only
/*
 * Families of sockets and protocols of netlink: a socket of each.
 */
#include <linux/netlink.h>
#include <sys/socket.h>

#include "rows.h"
#include "rows-families.h"
#include "rows-netlink.h"

/* what a family calls a socket differs: the first type that it has */
static long make_socket(void *arg)
{
	static const int types[] = {
		SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET, SOCK_RAW, SOCK_RDM,
	};
	const struct row *row = arg;
	int first = 0;
	size_t i;

	for (i = 0; i < ROWS(types); i++) {
		if (socket(row->number, types[i], 0) >= 0)
			return 0;
		if (!first || first == ESOCKTNOSUPPORT)
			first = errno;
	}
	errno = first;
	return -1;
}

static long make_netlink(void *arg)
{
	const struct row *row = arg;

	return socket(AF_NETLINK, SOCK_RAW, row->number);
}

static void attempts(const char *table, const struct row *rows, size_t count,
		     long (*attempt)(void *))
{
	struct row row;
	size_t i;

	for (i = 0; i < count; i++) {
		row = rows[i];
		cell(table, row.name, "rule", row.known ?
		     result_of(errno_of(attempt, &row)) : "absent");
	}
}

int main(void)
{
	attempts("families", families_rows, ROWS(families_rows), make_socket);
	attempts("netlink", netlink_rows, ROWS(netlink_rows), make_netlink);
	return 0;
}
