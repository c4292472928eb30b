// SPDX-License-Identifier: GPL-2.0-only
/*
 * Options that name addresses of a network context.
 */
#include <errno.h>

#include "msg.h"
#include "netoptions.h"

int netoptions_set(void *values, const struct cli_option *option,
		   const char *arg)
{
	struct netoptions *list = (void *)((char *)values + option->offset);

	if (list->count == NETOPTIONS_MAX) {
		msg_error("more than %d addresses", NETOPTIONS_MAX);
		return -1;
	}
	if (!address_parse(option->value, arg, &list->addr[list->count])) {
		list->count++;
		return 0;
	}
	if (errno == ENODEV)
		msg_error("--%s: %s: no such interface, or it has no IPv4 "
			  "address", option->name, arg);
	else
		msg_error("--%s: '%s' is no address", option->name, arg);
	return -1;
}

int netoptions_add(uint32_t nid, const struct netoptions *list)
{
	char text[64];
	size_t i;

	for (i = 0; i < list->count; i++) {
		if (address_add(nid, &list->addr[i]) >= 0)
			continue;
		address_format(&list->addr[i], text, sizeof(text));
		msg_errno("cannot add %s to network context %u", text, nid);
		return -1;
	}
	return 0;
}
