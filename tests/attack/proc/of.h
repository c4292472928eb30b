/* SPDX-License-Identifier: GPL-2.0-only */
/* Files of /proc/<pid> of the victim. */
#ifndef TESTS_ATTACK_PROC_OF_H
#define TESTS_ATTACK_PROC_OF_H

#include "attack.h"

/* the name, in one buffer */
static inline const char *victims(const char *file)
{
	static char name[512];

	snprintf(name, sizeof(name), "/proc/%s/%s", fact("PID"), file);
	return name;
}

/* the text, or ends as refused */
static inline char *text_of_victim(const char *file)
{
	char *text = get(victims(file));

	if (!text)
		refused(victims(file));
	return text;
}

#endif /* TESTS_ATTACK_PROC_OF_H */
