/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How many contexts are left; for the tests of how they end.
 */
#ifndef TESTS_GUEST_LEFT_H
#define TESTS_GUEST_LEFT_H

#include "vcmd.h"

/* contexts that exist, and that are allocated; the first line counts these */
static inline int left_in(const char *file)
{
	FILE *f = fopen(file, "r");
	int total = -1;

	CHECK(f);
	CHECK_EQ(fscanf(f, "#CTotal: %d", &total), 1);
	fclose(f);
	return total;
}

/* the last references go with RCU callbacks and work queues */
static inline void nothing_is_left(void)
{
	int i;

	for (i = 0; i < tap_time(100); i++) {
		if (!left_in("/proc/virtual/status") &&
		    !left_in("/proc/virtnet/status"))
			break;
		usleep(50000);
	}
	CHECK_EQ(left_in("/proc/virtual/status"), 0);
	CHECK_EQ(left_in("/proc/virtnet/status"), 0);
}

#endif /* TESTS_GUEST_LEFT_H */
