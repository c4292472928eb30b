/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The first process of a guest, up to the moment that it runs the guest's own
 * program.  Included by cmd-start.c.
 */
#ifndef VSERVER_GUEST_INIT_H
#define VSERVER_GUEST_INIT_H

#include "front.h"

/**
 * struct guest_init - what becomes the first process of a guest
 * @guest: its configuration
 * @net: its addresses
 * @netns: descriptor of its own network namespace, or -1
 * @argv: what it runs
 * @env: the environment of that
 * @stub: descriptor of the program that runs @argv as a child and reaps, or
 *	-1 when @argv is process 1 itself
 * @stub_status: where that program writes how @argv ended, or -1
 * @null_tty: standard input and output are /dev/null, or the configured tty
 * @relay: what replaces terminals of the caller otherwise
 * @talk: our end of a socket: 'r' we are ready, then 'g' from the parent, and
 *	nothing more when the program runs, or 'f' when that failed
 */
struct guest_init {
	const struct guest *guest;
	const struct net_config *net;
	int netns;
	struct conf_list argv;
	struct conf_list env;
	int stub;
	int stub_status;
	bool null_tty;
	struct relay relay;
	int talk;
};

/* make the process: its pid, or -1 after a message */
pid_t guest_init_spawn(struct guest_init *init);

#endif /* VSERVER_GUEST_INIT_H */
