// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a kernel can do, by the names that scripts ask for.
 */
#include <limits.h>
#include <stddef.h>
#include <strings.h>

#include "vcifeature.h"
#include "vserver.h"

/* versions from @from to below @until have it; @vci: bits it needs as well */
static const struct {
	const char *name;
	int from, until;
	uint32_t vci;
} features[] = {
	{ "compat", 0, INT_MAX, 0 },
	{ "vshelper0", 0x10000, 0x10010, 0 },
	{ "vshelper", 0x10000, INT_MAX, 0 },
	{ "vkill", 0x10004, INT_MAX, 0 },
	{ "rlimit", 0x10004, INT_MAX, 0 },
	{ "vinfo", 0x10010, INT_MAX, 0 },
	{ "vhi", 0x10010, INT_MAX, 0 },
	{ "iattr", 0x10011, INT_MAX, 0 },
	{ "migrate", 0x10012, INT_MAX, 0 },
	{ "namespace", 0x10012, INT_MAX, 0 },
	{ "vwait", 0x10025, INT_MAX, 0 },
	{ "sched", 0x20000, INT_MAX, 0 },
	{ "vnet", 0x20001, INT_MAX, 0 },
	{ "persistent", 0x20002, INT_MAX, 0 },
	{ "vstat", 0x20103, 0x20306, 0 },
	{ "pivot_root", 0x20304, INT_MAX, 0 },
	{ "memcg", 0x20306, INT_MAX, VCI_MEMCG },
	{ "pptag", 0, INT_MAX, VCI_PPTAG },
	{ "spaces", 0, INT_MAX, VCI_SPACES },
	/* kernels before 2.6.26 only; never */
	{ "bme", 0, 0, 0 },
	{ "pidspace", 0, 0, 0 },
};

int feature_known(const char *name, int version, uint32_t vci, bool *has)
{
	size_t i;

	if (!strcasecmp(name, "dynamic")) {
		*has = version >= 0 &&
		       (version < 0x20300 || !(vci & VCI_NO_DYNAMIC));
		return 0;
	}
	for (i = 0; i < sizeof(features) / sizeof(*features); i++)
		if (!strcasecmp(name, features[i].name)) {
			*has = version >= features[i].from &&
			       version < features[i].until &&
			       (vci & features[i].vci) == features[i].vci;
			return 0;
		}
	return -1;
}

const char *xid_type(uint32_t xid, uint32_t vci)
{
	if (xid == VX_HOST_XID)
		return "main";
	if (xid == VX_WATCH_XID)
		return "watch";
	if (xid < VC_FIRST_DYNAMIC)
		return "static";
	if (vci & VCI_NO_DYNAMIC)
		return xid <= VX_MAX_XID ? "static" : "invalid";
	return xid <= VC_LAST_DYNAMIC ? "dynamic" : "invalid";
}
