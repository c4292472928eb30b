#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Uses up what the kernel queues for a user, timers too: root of a guest is the
# user that root of the host is, and timer_create fails there.

set -u

try()
{
	perl -e '$b = "\0" x 64;
		 exit(syscall(222, 0, 0, $b) < 0 ? 1 : 0)'
}

result()
{
	echo "$2: timer_create"
	wait
	exit "$1"
}

try || result 2 "broken: before"
vserver attacker exec /attack/process/user_counts signals > /run/held &
for _ in {1..100}; do
	! grep -q held /run/held || break
	sleep 0.1
done
grep held /run/held || result 2 "broken: nothing is held"
try || result 1 "worked: the host has no more"
result 0 "refused: the host has its own"
