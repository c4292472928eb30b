// SPDX-License-Identifier: GPL-2.0-only
/*
 * Guests as the admin names them.
 *
 * Which directory a context belongs to is told by the kernel: `vserver start'
 * stores it as the name VHIN_CONTEXT.  It is believed only when it denotes the
 * same directory (device and inode), so that a link works and a run file left
 * over from before a reboot does not.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf.h"
#include "guest.h"
#include "vserver.h"

static bool is_path(const char *name)
{
	return *name == '/' || !strncmp(name, "./", 2) ||
	       !strncmp(name, "../", 3);
}

/* a name, perhaps with slashes behind it as shells complete it */
static bool is_name(const char *name)
{
	size_t len = strcspn(name, "/");

	return *name && *name != '.' && strspn(name + len, "/") ==
	       strlen(name + len);
}

int guest_find(const char *name, char *dir)
{
	char path[PATH_MAX];
	size_t len;

	if (!is_path(name) && !is_name(name)) {
		errno = ENOENT;
		return -1;
	}
	snprintf(path, sizeof(path), "%s%s%s", is_path(name) ? "" : CONFDIR,
		 is_path(name) ? "" : "/", name);
	for (len = strlen(path); len > 1 && path[len - 1] == '/'; len--)
		path[len - 1] = 0;
	if (!conf_is_dir(path, "vdir")) {
		errno = ENOENT;
		return -1;
	}
	/* a relative one is made absolute; the name of a link is kept */
	if (*path == '/')
		strcpy(dir, path);
	else if (!realpath(path, dir))
		return -1;
	return 0;
}

static int parse_number(const char *text, uint32_t *id)
{
	unsigned long value;
	char *end;

	if (*text < '0' || *text > '9')
		return -1;
	errno = 0;
	value = strtoul(text, &end, 10);
	if (errno || (*end && strcmp(end, "\n")) || value > UINT32_MAX)
		return -1;
	*id = value;
	return 0;
}

static int read_id(const char *dir, const char *name, uint32_t *id)
{
	char *text = conf_scalar(dir, name);
	int err = text ? parse_number(text, id) : -1;

	free(text);
	if (err)
		errno = ESRCH;
	return err;
}

int guest_run_id(const char *dir, uint32_t *id)
{
	return read_id(dir, "run", id);
}

static bool same_directory(const char *a, const char *b)
{
	struct stat sa, sb;

	return !stat(a, &sa) && !stat(b, &sb) && sa.st_dev == sb.st_dev &&
	       sa.st_ino == sb.st_ino;
}

bool guest_is_running(const char *dir, uint32_t *xid)
{
	char name[VHI_NAME_LEN];
	uint32_t id;

	if (guest_run_id(dir, &id) ||
	    vc_get_vhi_name(id, VHIN_CONTEXT, name) < 0 ||
	    !same_directory(name, dir))
		return false;
	if (xid)
		*xid = id;
	return true;
}

int guest_of_xid(uint32_t xid, char *dir)
{
	char name[VHI_NAME_LEN];
	uint32_t id;

	if (vc_get_vhi_name(xid, VHIN_CONTEXT, name) < 0 || *name != '/' ||
	    guest_run_id(name, &id) || id != xid) {
		errno = ESRCH;
		return -1;
	}
	strcpy(dir, name);
	return 0;
}

static int own_id(enum guest_id kind, uint32_t *id)
{
	long ret = kind == GUEST_XID ? vc_get_task_xid(0) :
		   kind == GUEST_NID ? vc_get_task_nid(0) :
		   vc_syscall(VCMD_task_tag, 0, NULL);

	if (ret < 0)
		return -1;
	*id = ret;
	return 0;
}

/*
 * from the configuration; network and tag are those of the context unless
 * they have files of their own
 */
static int static_id(enum guest_id kind, const char *dir, uint32_t *id)
{
	static const char * const files[] = {
		[GUEST_XID] = "context",
		[GUEST_NID] = "ncontext",
		[GUEST_TAG] = "tag",
	};

	if (conf_has(dir, "%s", files[kind]))
		return read_id(dir, files[kind], id);
	return read_id(dir, "context", id);
}

int guest_parse_id(enum guest_id kind, const char *text, bool running,
		   uint32_t *id)
{
	char dir[PATH_MAX];

	if (!strcmp(text, "self"))
		return own_id(kind, id);
	if (!parse_number(text, id))
		return 0;
	if (guest_find(*text == ':' ? text + 1 : text, dir))
		return -1;
	if (kind == GUEST_XID && guest_is_running(dir, id))
		return 0;
	if (running && (kind == GUEST_XID || !guest_is_running(dir, NULL))) {
		errno = ESRCH;
		return -1;
	}
	return static_id(kind, dir, id);
}

void guest_display_name(const char *dir, char name[NAME_MAX + 1])
{
	char *text = conf_scalar(dir, "name"), path[PATH_MAX];
	const char *last = realpath(dir, path) ? strrchr(path, '/') : NULL;

	if (text && *text)
		snprintf(name, NAME_MAX + 1, "%s", text);
	else
		snprintf(name, NAME_MAX + 1, "%s", last ? last + 1 : dir);
	free(text);
}
