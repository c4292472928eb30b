// SPDX-License-Identifier: GPL-2.0-only
// A file is opened by io_uring: the operations of a ring are no system calls,
// and filters of those do not see them.
// Victims: host other
#include "kernel/uring.h"

int main(void)
{
	ring_attack(0);
}
