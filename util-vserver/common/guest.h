/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Guests as the admin names them: configuration directories, and the ids that
 * belong to them.
 *
 * A guest is named by a name (CONFDIR/<name>), by the path of a configuration
 * directory (beginning with /, ./ or ../), or by the id of a running context.
 */
#ifndef COMMON_GUEST_H
#define COMMON_GUEST_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* the test of the unit has one of its own */
#ifndef CONFDIR
#define CONFDIR		"/etc/vservers"
#endif
#define DEFAULTS	CONFDIR "/.defaults"
#define RUNDIR		"/run/vservers"
#define RUNREV		"/run/vservers.rev"
#define HELPERSTATE	"/run/vshelper"
#define VROOT		"/vservers"

enum guest_id {
	GUEST_XID,
	GUEST_NID,
	GUEST_TAG,
};

/**
 * guest_find - the configuration directory of a guest
 * @name: a name, or a path that begins with /, ./ or ../
 * @dir: the directory, PATH_MAX bytes
 *
 * Return: 0, or -1 with errno ENOENT when there is no such guest.
 */
int guest_find(const char *name, char *dir);

/**
 * guest_parse_id - an id as options name it
 * @kind: what is asked for
 * @text: "self", a number, ":name", a name or a path
 * @running: only an id that the guest runs with now will do
 * @id: the answer
 *
 * Return: 0, or -1 with errno: ENOENT no such guest, ESRCH it has no id.
 */
int guest_parse_id(enum guest_id kind, const char *text, bool running,
		   uint32_t *id);

/**
 * guest_run_id - the id in a guest's run file, not checked
 * @dir: configuration directory
 * @id: the answer
 *
 * Return: 0, or -1 with errno ESRCH when there is none.
 */
int guest_run_id(const char *dir, uint32_t *id);

/**
 * guest_is_running - does the guest run?
 * @dir: configuration directory
 * @xid: its context, may be NULL
 *
 * The context of the run file must have the guest's directory as its name.
 *
 * Return: true when it does.
 */
bool guest_is_running(const char *dir, uint32_t *xid);

/**
 * guest_of_xid - the configuration directory of a running context
 * @xid: the context
 * @dir: the directory, PATH_MAX bytes
 *
 * Return: 0, or -1 with errno ESRCH.
 */
int guest_of_xid(uint32_t xid, char *dir);

/**
 * guest_display_name - the name to show for a guest
 * @dir: configuration directory
 * @name: the content of its file "name", or else the last part of @dir
 */
void guest_display_name(const char *dir, char name[NAME_MAX + 1]);

#endif /* COMMON_GUEST_H */
