/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files that say what runs.  Included by the commands that start and stop.
 */
#ifndef VSERVER_STATE_H
#define VSERVER_STATE_H

#include "front.h"

/* methods of the file that vshelper reads */
#define METHOD_DEFAULT	"default"	/* act as configured */
#define METHOD_ASYNC	"async"		/* a stop is under way */

/* each returns 0, or -1 after a message */
int state_helper(const struct guest *guest, uint32_t xid, const char *method);
int state_running(const struct guest *guest);

/* remove them all */
void state_stopped(const struct guest *guest, uint32_t xid);

#endif /* VSERVER_STATE_H */
