// SPDX-License-Identifier: GPL-2.0-only
/*
 * Init styles: what is run to start and to stop a guest.
 *
 *	plain	/sbin/init is the guest's process 1
 *	sysv	/etc/init.d/rc <runlevel>, below a process 1 of ours that reaps
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "front.h"

static bool is_executable_in(const struct guest *guest, const char *path)
{
	int fd = mounts_open_in(guest->vdir, path, O_RDONLY | O_NONBLOCK, 0);
	struct stat st;
	bool ret;

	if (fd < 0)
		return false;
	ret = !fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_mode & 0111;
	close(fd);
	return ret;
}

static int add_word(struct conf_list *list, const char *word)
{
	char **grown = reallocarray(list->line, list->count + 2,
				    sizeof(*grown));

	if (!grown)
		return -1;
	list->line = grown;
	grown[list->count] = strdup(word);
	grown[list->count + 1] = NULL;
	return grown[list->count++] ? 0 : -1;
}

static int sysv_command(const struct guest *guest, bool stop,
			struct conf_list *argv)
{
	static const char * const rc[] = { "/etc/rc.d/rc", "/etc/init.d/rc" };
	const char *level = stop ? guest->runlevel_stop : guest->runlevel_start;
	size_t i;

	for (i = 0; i < 2; i++)
		if (is_executable_in(guest, rc[i]))
			break;
	if (i == 2) {
		msg_error("'%s' has neither %s nor %s, which init style sysv"
			  " runs; style plain runs /sbin/init", guest->vdir,
			  rc[0], rc[1]);
		return -1;
	}
	if (!level)
		level = stop ? "6" : "3";
	return add_word(argv, rc[i]) || add_word(argv, level) ? -1 : 0;
}

static int plain_command(const struct guest *guest, bool stop,
			 struct conf_list *argv)
{
	const char *level = stop ? guest->runlevel_stop : guest->runlevel_start;

	if (add_word(argv, "/sbin/init"))
		return -1;
	return level && *level ? add_word(argv, level) : 0;
}

int init_command(const struct guest *guest, bool stop, struct conf_list *argv)
{
	const char *file = stop ? "apps/init/cmd.stop" : "apps/init/cmd.start";

	if (conf_lines(guest->dir, file, false, argv)) {
		msg_errno("cannot read '%s/%s'", guest->dir, file);
		return -1;
	}
	if (argv->count)
		return 0;
	return guest->style == STYLE_SYSV ? sysv_command(guest, stop, argv) :
					    plain_command(guest, stop, argv);
}

int init_environment(const struct guest *guest, struct conf_list *env)
{
	const char *dir = guest->dir;
	char level[32];

	if (!conf_has(dir, "apps/init/environment"))
		dir = DEFAULTS;
	if (conf_lines(dir, "apps/init/environment", true, env)) {
		msg_errno("cannot read '%s/apps/init/environment'", dir);
		return -1;
	}
	if (!env->count &&
	    add_word(env, "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:"
		     "/usr/bin:/sbin:/bin"))
		return -1;
	/* init systems of today look for it: they leave hardware alone */
	if (add_word(env, "container=linux-vserver"))
		return -1;
	if (guest->style != STYLE_SYSV)
		return 0;
	snprintf(level, sizeof(level), "RUNLEVEL=%.20s",
		 guest->runlevel_start ? : "3");
	return add_word(env, "PREVLEVEL=N") || add_word(env, level) ? -1 : 0;
}

/* what an earlier run left of run-time state, on a root that keeps it */
static void remove_file(const struct guest *guest, const char *dir,
			const char *name)
{
	int fd = mounts_open_in(guest->vdir, dir, O_PATH | O_DIRECTORY, 0);

	if (fd < 0)
		return;
	unlinkat(fd, name, 0);
	close(fd);
}

int init_prepare(const struct guest *guest)
{
	struct conf_list argv;

	if (guest->style == STYLE_PLAIN) {
		remove_file(guest, "/", ".autofsck");
		remove_file(guest, "/", "forcefsck");
	}
	if (conf_lines(guest->dir, "apps/init/cmd.prepare", false, &argv))
		return -1;
	if (argv.count && front_run(argv.line)) {
		msg_error("the prepare command '%s' failed", argv.line[0]);
		return -1;
	}
	conf_free(&argv);
	return 0;
}

bool init_is_systemd(const struct guest *guest)
{
	int fd = mounts_open_in(guest->vdir, "/sbin/init", O_PATH, 0);
	char link[32], path[PATH_MAX];
	ssize_t n;

	if (fd < 0)
		return false;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	close(fd);
	if (n < 0)
		return false;
	path[n] = 0;
	return strlen(path) > 8 && !strcmp(path + strlen(path) - 8, "/systemd");
}
