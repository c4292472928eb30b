/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A map of devices in the configuration: a directory for each entry.
 */
#ifndef COMMON_DEVMAP_H
#define COMMON_DEVMAP_H

#include <stdint.h>

/*
 * set the entries of @dir/apps/vdevmap in the map of a context; 0 is the
 * default map.  0, or -1 after a message at the first that fails
 */
int devmap_load(const char *dir, uint32_t xid);

#endif /* COMMON_DEVMAP_H */
