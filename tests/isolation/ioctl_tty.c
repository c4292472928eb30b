// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands to terminals: a pseudo terminal of the guest itself, those of another
 * guest and of the host, and a console of the host, which are lent.
 *
 * "ioctl_tty hold DEVPTS" makes the terminal of a victim: it leads a session, and
 * has one of that instance of devpts as its terminal.
 */
#include <asm/termbits.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "ioctl.h"
#include "ioctl_numbers.h"
#include "rows-ioctls.h"

static int open_master(const struct call *call)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY);

	sure(call, fd, "ptmx");
	sure(call, unlockpt(fd), "unlockpt");
	return fd;
}

/* the terminal of a session of its own */
static int open_own(const struct call *call)
{
	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	sure(call, setsid(), "setsid");
	return open(ptsname(open_master(call)), O_RDWR);
}

static int open_lent(const struct call *call)
{
	return call->owner == OWN ? open_own(call) :
				    lent("terminal", call->owner);
}

/* one that is to become the terminal of a session */
static int open_new(const struct call *call)
{
	sure(call, setsid(), "setsid");
	if (call->owner != OWN)
		return lent("terminal", call->owner);
	return open(ptsname(open_master(call)), O_RDWR | O_NOCTTY);
}

static int open_console(const struct call *call)
{
	return lent("console", call->owner);
}

/* ---- arguments ---- */

static void give_termio(struct call *call)
{
	give_result_of(call, TCGETA);
}

static void give_termios(struct call *call)
{
	give_result_of(call, TCGETS);
}

static void give_termios2(struct call *call)
{
	give_result_of(call, TCGETS2);
}

static void give_window(struct call *call)
{
	give_result_of(call, TIOCGWINSZ);
}

static void give_discipline(struct call *call)
{
	give_result_of(call, TIOCGETD);
}

/* a process group: of the session, or a process of another owner */
static void give_group(struct call *call)
{
	*(pid_t *)call->room = call->owner == OWN ? getpgrp() :
						    pid_of(call->owner);
}

/* nothing happens to what is typed: no drain, no break */
static void give_one(struct call *call)
{
	call->arg = 1;
}

static void give_signal(struct call *call)
{
	call->arg = SIGINT;
}

static void give_flags(struct call *call)
{
	call->arg = O_RDWR | O_NOCTTY;
}

/* the master of a terminal that nobody reads: a signal goes nowhere */
static const struct command tty_commands[] = {
	{ "TCSETA",	NULL,		give_termio },
	{ "TCSETAF",	NULL,		give_termio },
	{ "TCSETAW",	NULL,		give_termio },
	{ "TCSETS",	NULL,		give_termios },
	{ "TCSETSF",	NULL,		give_termios },
	{ "TCSETSW",	NULL,		give_termios },
	{ "TCSETS2",	NULL,		give_termios2 },
	{ "TCSETSF2",	NULL,		give_termios2 },
	{ "TCSETSW2",	NULL,		give_termios2 },
	{ "TCFLSH",	NULL,		give_zero },
	{ "TCSBRK",	NULL,		give_one },
	{ "TCSBRKP",	NULL,		give_one },
	{ "TCXONC",	NULL,		give_one },
	{ "TIOCSBRK",	NULL,		give_zero },
	{ "TIOCCBRK",	NULL,		give_zero },
	{ "TIOCSWINSZ",	NULL,		give_window },
	{ "TIOCSETD",	NULL,		give_discipline },
	{ "TIOCSPGRP",	NULL,		give_group },
	{ "TIOCSCTTY",	open_new,	give_zero },
	{ "TIOCSTI",	open_lent,	NULL },
};

static const struct command pty_commands[] = {
	{ "TIOCSIG",		NULL,	give_signal },
	{ "TIOCGPTPEER",	NULL,	give_flags },
};

/* a port that ioperm(2) takes: GPFIRST of drivers/tty/vt/vt_ioctl.c */
static void give_port(struct call *call)
{
	call->arg = 0x3b4;
}

static const struct command vt_commands[] = {
	{ "KDADDIO",		NULL,	give_port },
	{ "KDDELIO",		NULL,	give_port },
	{ "VT_ACTIVATE",	NULL,	give_one },
	{ "VT_WAITACTIVE",	NULL,	give_one },
	{ "KDSETMODE",		NULL,	give_zero },
	{ "KDSKBMODE",		NULL,	give_one },
	{ "KIOCSOUND",		NULL,	give_zero },
	{ "KDMKTONE",		NULL,	give_zero },
	{ "KDSETLED",		NULL,	give_zero },
	{ "KDSKBLED",		NULL,	give_zero },
	{ "KDSIGACCEPT",	NULL,	give_signal },
	{ "VT_RELDISP",		NULL,	give_one },
	{ "VT_DISALLOCATE",	NULL,	give_one },
};

static const struct kind kinds[] = {
	{ "tty", open_own, tty_commands, ROWS(tty_commands) },
	{ "pty", open_master, pty_commands, ROWS(pty_commands) },
	{ "vt", open_console, vt_commands, ROWS(vt_commands) },
};

static void hold(const char *devpts)
{
	const struct call call = { .name = "hold" };
	int number, master, no = 0;
	char path[64];

	setsid();
	umask(0);
	snprintf(path, sizeof(path), "%s/ptmx", devpts);
	master = sure(&call, open(path, O_RDWR | O_NOCTTY), path);
	sure(&call, ioctl(master, TIOCSPTLCK, &no), "unlock");
	sure(&call, ioctl(master, TIOCGPTN, &number), "number");
	snprintf(path, sizeof(path), "%s/%d", devpts, number);
	sure(&call, open(path, O_RDWR), path);
	printf("%s\n", path);
	fflush(stdout);
	for (;;)
		pause();
}

int main(int argc, char **argv)
{
	size_t i;

	if (argc == 3)
		hold(argv[2]);
	for (i = 0; i < ROWS(kinds); i++)
		cells_of(ioctls_rows, ROWS(ioctls_rows), &kinds[i]);
	return 0;
}
