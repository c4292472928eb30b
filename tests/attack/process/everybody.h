/* SPDX-License-Identifier: GPL-2.0-only */
/* What all visible processes have of something, to give it back to them. */
#ifndef TESTS_ATTACK_EVERYBODY_H
#define TESTS_ATTACK_EVERYBODY_H

#include <dirent.h>

#include "attack.h"

static struct {
	pid_t pid;
	int value;
} everybody[4096];
static int number_of_them;

static inline void keep_of_everybody(int (*read)(pid_t pid))
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	NEED(proc);
	while (number_of_them < 4096 && (entry = readdir(proc))) {
		everybody[number_of_them].pid = atoi(entry->d_name);
		if (!everybody[number_of_them].pid)
			continue;
		everybody[number_of_them].value =
			read(everybody[number_of_them].pid);
		number_of_them++;
	}
	closedir(proc);
}

static inline void give_back(void (*write)(pid_t pid, int value))
{
	int i;

	for (i = 0; i < number_of_them; i++)
		write(everybody[i].pid, everybody[i].value);
}

#endif /* TESTS_ATTACK_EVERYBODY_H */
