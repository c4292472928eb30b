// SPDX-License-Identifier: GPL-2.0-only
/*
 * Running a command in a guest.
 *
 * Whoever enters joins the control group of the guest's init, the network
 * context and the namespaces, and forks, since a pid namespace takes effect
 * for children.  The child joins the process context, which bounds its rights,
 * and only then looks at files of the guest and runs the guest's program.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/close_range.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "front.h"
#include "vlogin.h"

#define FAILED		255
#define MAX_GROUPS	256
/* bytes; lists of a hundred thousand users are smaller */
#define MAX_LIST	(16 << 20)

/*
 * A file of the guest: only a regular one is read, so that none blocks, and no
 * large one, which may be a hole that takes minutes.
 */
static FILE *open_list(const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd >= 0 && (fstat(fd, &st) || !S_ISREG(st.st_mode) ||
			st.st_size > MAX_LIST)) {
		close(fd);
		fd = -1;
		errno = EINVAL;
	}
	return fd < 0 ? NULL : fdopen(fd, "r");
}

/* our C library must not load modules of the guest's: these only parse */
static int find_user(const char *name, uid_t *uid, gid_t *gid, char **home)
{
	FILE *f = open_list("/etc/passwd");
	struct passwd *pw = NULL;

	while (f && (pw = fgetpwent(f)))
		if (!strcmp(pw->pw_name, name))
			break;
	if (pw) {
		*uid = pw->pw_uid;
		*gid = pw->pw_gid;
		*home = strdup(pw->pw_dir);
	}
	if (f)
		fclose(f);
	return pw ? 0 : -1;
}

static size_t find_groups(const char *name, gid_t gid, gid_t *groups)
{
	FILE *f = open_list("/etc/group");
	size_t count = 0;
	struct group *gr;
	char **member;

	groups[count++] = gid;
	while (f && count < MAX_GROUPS && (gr = fgetgrent(f)))
		for (member = gr->gr_mem; *member; member++)
			if (!strcmp(*member, name) && gr->gr_gid != gid)
				groups[count++] = gr->gr_gid;
	if (f)
		fclose(f);
	return count;
}

/* the largest one means "none" to system calls */
static int parse_uid(const char *text, uid_t *uid)
{
	unsigned long value;
	char *end;

	if (*text < '0' || *text > '9')
		return -1;
	value = strtoul(text, &end, 10);
	*uid = value;
	return *end || value >= UINT32_MAX ? -1 : 0;
}

static int become_user(const char *user, bool keep_env)
{
	gid_t groups[MAX_GROUPS + 1], gid = 0;
	char *home = NULL;
	size_t count = 0;
	uid_t uid;

	if (!parse_uid(user, &uid)) {
		gid = uid;
	} else if (!find_user(user, &uid, &gid, &home)) {
		count = find_groups(user, gid, groups);
	} else {
		msg_error("the guest has no user '%s'", user);
		return -1;
	}
	if (setgroups(count, groups) || setgid(gid) || setuid(uid)) {
		msg_errno("cannot become user '%s'", user);
		return -1;
	}
	return keep_env ? 0 : setenv("HOME", home ?: "/", 1);
}

/* how to write to the caller's terminal, and what a stop tells rc of sysvinit */
static bool is_for_guest(const char *variable)
{
	static const char *const names[] = {
		"TERM=", "COLORTERM=", "LANG=", "LANGUAGE=", "LC_", "TZ=",
		"RUNLEVEL=", "PREVLEVEL="
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strncmp(variable, names[i], strlen(names[i])))
			return true;
	return false;
}

/* the rest may be secrets, and paths of the host's, which mean others inside */
static int reset_environment(void)
{
	char **from, **to = environ;

	for (from = environ; *from; from++)
		if (is_for_guest(*from))
			*to++ = *from;
	*to = NULL;
	return setenv("PATH", "/usr/local/sbin:/usr/local/bin:"
		      "/usr/sbin:/usr/bin:/sbin:/bin", 1) ||
	       setenv("HOME", "/root", 1) ? -1 : 0;
}

/*
 * no terminal of the caller's, and no way to find it as /dev/tty; nothing else
 * that the guest could take from us in /proc or by ptrace.  Its files are not
 * to be opened yet: /dev/null may be a link to /dev/tty
 */
static int leave_terminal(const struct relay *relay, int proxy)
{
	if (relay && (setsid() < 0 || relay_enter(relay)))
		return -1;
	if (proxy >= 0 && vlogin_leave(proxy))
		return -1;
	if (proxy < 0)
		return close_range(3, ~0U, 0);
	return (proxy > 3 ? close_range(3, proxy - 1, 0) : 0) ||
	       close_range(proxy + 1, ~0U, 0) ? -1 : 0;
}

/* what a login resets; groups of the host's mean others in the guest */
static int reset_process(void)
{
	sigset_t none;
	int sig;

	for (sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	return front_reset_priority() || setgroups(0, NULL) || setgid(0) ?
		-1 : 0;
}

static void run_inside(uint32_t xid, const struct enter *enter,
		       const struct relay *relay, int proxy)
{
	if (leave_terminal(relay, proxy)) {
		msg_errno("cannot leave the terminal");
		_exit(FAILED);
	}
	if (reset_process()) {
		msg_errno("cannot leave the caller's priority and groups");
		_exit(FAILED);
	}
	if (vc_ctx_migrate(xid, 0) < 0) {
		msg_errno("cannot enter context %u", xid);
		_exit(FAILED);
	}
	if (chdir("/") || (proxy >= 0 && vlogin_attach(proxy))) {
		msg_errno("no terminal in the guest");
		_exit(FAILED);
	}
	if (enter->user && become_user(enter->user, enter->keep_env))
		_exit(FAILED);
	close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
	execvp(enter->argv[0], enter->argv);
	msg_errno("cannot run '%s' in the guest", enter->argv[0]);
	_exit(errno == ENOENT ? 127 : 126);
}

/* where its init is: the configuration may have changed since */
static int join_network(pid_t init)
{
	int nid = -1;

	errno = ESRCH;
	if (init > 0)
		nid = vc_get_task_nid(init);
	if (nid >= 0 && (!nid || vc_net_migrate(nid) >= 0))
		return 0;
	msg_errno("cannot enter the network context of process %d", init);
	return -1;
}

static int join(const struct guest *guest, uint32_t xid)
{
	struct vcmd_vx_info_v0 info = { 0 };

	if (vc_syscall(VCMD_vx_info, xid, &info) < 0) {
		msg_errno("no context %u", xid);
		return -1;
	}
	if (cgroup_join(guest, info.initpid) || join_network(info.initpid))
		return -1;
	if (vc_enter_space(xid, 0, 0) < 0) {
		msg_errno("cannot enter the namespaces of context %u", xid);
		return -1;
	}
	return 0;
}

static volatile pid_t entered;

/* a key of the terminal is for the command alone, which has left it */
static void pass_on(int sig)
{
	kill(entered, sig);
}

/* a process of its own enters, so that the caller stays outside */
static void enter(const struct guest *guest, uint32_t xid,
		  const struct enter *enter, const struct relay *relay,
		  int proxy)
{
	bool left = relay || proxy >= 0;
	int status;
	pid_t pid;

	if (join(guest, xid))
		_exit(FAILED);
	pid = fork();
	if (!pid)
		run_inside(xid, enter, relay, proxy);
	if (pid < 0) {
		msg_errno("cannot make a process in the guest");
		_exit(FAILED);
	}
	if (proxy >= 0)
		close(proxy);
	entered = pid;
	signal(SIGINT, left ? pass_on : SIG_IGN);
	signal(SIGQUIT, left ? pass_on : SIG_IGN);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			_exit(FAILED);
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) :
				  128 + WTERMSIG(status));
}

static void enter_by(const struct guest *guest, uint32_t xid,
		     const struct enter *how, const struct relay *relay)
{
	int proxy = -1;

	if (!how->keep_env && reset_environment()) {
		msg_errno("cannot make an environment");
		_exit(FAILED);
	}
	if (!relay && vlogin_wanted()) {
		proxy = vlogin_fork();
		if (proxy < 0) {
			msg_errno("cannot make a terminal proxy");
			_exit(FAILED);
		}
	}
	enter(guest, xid, how, relay, proxy);
}

int enter_run(const struct guest *guest, uint32_t xid,
	      const struct enter *how)
{
	/* the admin may want the terminal itself to be used */
	bool terminal = how->pty && (vlogin_wanted() ||
			conf_has(DEFAULTS, "apps/vlogin/disable"));
	struct relay relay;
	int status = 0;
	pid_t pid;

	fflush(stdout);
	if (!terminal && relay_start(&relay))
		return FAILED;
	pid = fork();
	if (!pid)
		enter_by(guest, xid, how, terminal ? NULL : &relay);
	if (pid < 0) {
		msg_errno("cannot make a process");
		return FAILED;
	}
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return FAILED;
	if (!terminal)
		relay_finish(&relay);
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   128 + WTERMSIG(status);
}
