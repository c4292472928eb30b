// SPDX-License-Identifier: GPL-2.0-only
/*
 * A map of devices in the configuration.
 */
#include <stdlib.h>

#include "conf.h"
#include "devmap.h"
#include "msg.h"
#include "vserver.h"

static int load_entry(const char *dir, uint32_t xid)
{
	char *device = conf_scalar(dir, "device");
	char *target = conf_scalar(dir, "target");
	long flags = 0;
	int err;

	err = conf_number(dir, "flags", &flags);
	if (conf_has(dir, "create"))
		flags |= DATTR_CREATE;
	if (conf_has(dir, "open"))
		flags |= DATTR_OPEN;
	if (conf_has(dir, "remap"))
		flags |= DATTR_REMAP;
	if (!err)
		err = vc_set_mapping(xid, device, target, flags);
	if (err < 0)
		msg_errno("cannot set the device of '%s'", dir);
	free(device);
	free(target);
	return err;
}

int devmap_load(const char *dir, uint32_t xid)
{
	char map[PATH_MAX], path[PATH_MAX];
	struct conf_list names;
	int err = 0;
	size_t i;

	conf_path(map, dir, "apps/vdevmap");
	if (conf_entries(map, &names)) {
		msg_errno("cannot read '%s'", map);
		return -1;
	}
	for (i = 0; i < names.count && !err; i++)
		err = load_entry(conf_path(path, map, "%s", names.line[i]),
				 xid);
	conf_free(&names);
	return err;
}
