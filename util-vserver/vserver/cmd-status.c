// SPDX-License-Identifier: GPL-2.0-only
/*
 * vserver NAME status, running
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

#include "front.h"

/* "HH:MM", or "N days, HH:MM" */
static void print_uptime(uint32_t xid)
{
	struct vcmd_virt_stat_v0 stat;
	unsigned long long minutes, days;

	if (vc_syscall(VCMD_virt_stat, xid, &stat) < 0) {
		printf("Uptime:               ???\n");
		return;
	}
	minutes = stat.uptime / 1000000000 / 60;
	days = minutes / (24 * 60);
	printf("Uptime:               ");
	if (days)
		printf("%llu days, ", days);
	printf("%02llu:%02llu\n", minutes / 60 % 24, minutes % 60);
}

int cmd_status(struct front *front, int argc, char **argv)
{
	uint32_t xid;
	bool running = guest_is_running(front->dir, &xid);

	(void)argc;
	(void)argv;
	if (!front->silent && running) {
		printf("Vserver '%s' is running at context '%u'\n",
		       front->name, xid);
		printf("Number of processes:  %d\n", front_tasks(xid));
		print_uptime(xid);
	} else if (!front->silent) {
		printf("Vserver '%s' is stopped\n", front->name);
	}
	return running ? 0 : 3;
}

int cmd_running(struct front *front, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return guest_is_running(front->dir, NULL) ? 0 : 1;
}
