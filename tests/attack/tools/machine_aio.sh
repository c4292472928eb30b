#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Uses up contexts of asynchronous input and output, which the machine counts
# for all: io_setup fails on the host.

set -u

try()
{
	perl -e '$b = "\0" x 64;
		 exit(syscall(206, 512, $b) < 0 ? 1 : 0)'
}

result()
{
	echo "$2: io_setup"
	wait
	exit "$1"
}

try || result 2 "broken: before"
vserver attacker exec /attack/process/user_counts aio > /run/held &
for _ in {1..100}; do
	! grep -q held /run/held || break
	sleep 0.1
done
grep held /run/held || result 2 "broken: nothing is held"
try || result 1 "worked: the host has no more"
result 0 "refused: the host has its own"
