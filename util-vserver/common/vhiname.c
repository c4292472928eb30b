// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of a context.
 */
#include <string.h>
#include <strings.h>

#include "msg.h"
#include "vhiname.h"
#include "vserver.h"

const char * const vhiname[VHINAME_COUNT] = {
	[VHIN_CONTEXT]		= "context",
	[VHIN_SYSNAME]		= "sysname",
	[VHIN_NODENAME]		= "nodename",
	[VHIN_RELEASE]		= "release",
	[VHIN_VERSION]		= "version",
	[VHIN_MACHINE]		= "machine",
	[VHIN_DOMAINNAME]	= "domainname",
};

int vhiname_parse(const char *text, size_t len)
{
	int i;

	for (i = 0; len && i < VHINAME_COUNT; i++)
		if (len <= strlen(vhiname[i]) &&
		    !strncasecmp(text, vhiname[i], len))
			return i;
	return -1;
}

int vhiname_set(uint32_t xid, int field, const char *value)
{
	if (strlen(value) >= VHI_NAME_LEN) {
		msg_error("%s: longer than %d bytes: %s", vhiname[field],
			  VHI_NAME_LEN - 1, value);
		return -1;
	}
	if (vc_set_vhi_name(xid, field, value) >= 0)
		return 0;
	msg_errno("cannot set the %s of context %u", vhiname[field], xid);
	return -1;
}
