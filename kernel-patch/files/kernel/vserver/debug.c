// SPDX-License-Identifier: GPL-2.0-only
/*
 * Linux-VServer: leaving out hooks, for tests.
 *
 * The boot parameter vserver.leave_out=NAME,... names hooks as the table in
 * linux/vserver/key.h does, and those of the security module with "lsm_" before
 * their name.  A kernel without one of its hooks isolates nothing: a test that
 * passes on it all the same tests nothing.
 */

#include <linux/init.h>
#include <linux/lsm_hooks.h>
#include <linux/string.h>
#include <linux/vserver/key.h>

#include "internal.h"

bool vserver_left_out[VSERVER_HOOK_COUNT] __ro_after_init;

static const char * const vs_hook_names[] = {
#define NAME(name)	#name,
	VSERVER_HOOKS(NAME)
#undef NAME
};

/* in the order of static_calls_table */
static const char * const vs_lsm_names[] __initconst = {
#define LSM_HOOK(ret, fallback, name, ...)	"lsm_" #name,
#include <linux/lsm_hook_defs.h>
#undef LSM_HOOK
};

static bool vs_lsm_left_out[ARRAY_SIZE(vs_lsm_names)] __ro_after_init;

static int __init vs_leave_out(char *list)
{
	char *name;
	int i;

	while ((name = strsep(&list, ","))) {
		i = match_string(vs_hook_names, VSERVER_HOOK_COUNT, name);
		if (i >= 0) {
			vserver_left_out[i] = true;
			continue;
		}
		i = match_string(vs_lsm_names, ARRAY_SIZE(vs_lsm_names), name);
		if (i < 0)
			panic("vserver.leave_out: no hook %s", name);
		vs_lsm_left_out[i] = true;
	}
	return 0;
}
early_param("vserver.leave_out", vs_leave_out);

/* is a hook of the security module left out? */
bool vs_is_left_out(const struct security_hook_list *hook)
{
	const struct lsm_static_call *first = (void *)&static_calls_table;

	return vs_lsm_left_out[(hook->scalls - first) / MAX_LSM_COUNT];
}
