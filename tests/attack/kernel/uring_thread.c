// SPDX-License-Identifier: GPL-2.0-only
// A ring whose operations a thread of the kernel takes up: it is to open the
// file instead of the process that is bounded.
// Victims: host other
#include "kernel/uring.h"

int main(void)
{
	ring_attack(IORING_SETUP_SQPOLL);
}
