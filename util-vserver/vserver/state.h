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

/* the guest starts: the run file, and a new instance of it for vshelper */
int state_started(const struct guest *guest);
/* what vshelper does from now on */
int state_method(const struct guest *guest, uint32_t xid, const char *method);

/* is the instance that vshelper saw the last one, and was it not stopped? */
bool state_is_instance(const char *instance);

/* it ended by itself: vshelper may still have a reboot of it to do */
void state_ended(const struct guest *guest, uint32_t xid);
/* it is stopped: nothing is left */
void state_stopped(const struct guest *guest, uint32_t xid);

#endif /* VSERVER_STATE_H */
