#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Uses up bytes in POSIX queues of a user: root of a guest is the user that root
# of the host is, and mq_open fails there.

set -u

try()
{
	perl -e '$name = "host_queue";
		 $queue = syscall(240, $name, 0102, 0600, 0);
		 syscall(241, $name);
		 exit($queue < 0 ? 1 : 0)'
}

result()
{
	echo "$2: mq_open"
	wait
	exit "$1"
}

try || result 2 "broken: before"
vserver attacker exec /attack/process/user_counts queues > /run/held &
for _ in {1..100}; do
	! grep -q held /run/held || break
	sleep 0.1
done
grep held /run/held || result 2 "broken: nothing is held"
try || result 1 "worked: the host has no more"
result 0 "refused: the host has its own"
