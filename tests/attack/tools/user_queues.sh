#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Uses up bytes in POSIX queues of a user: root of a guest is the user that root
# of the host is, and mq_open fails there.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

# shellcheck disable=SC2016 # it is perl
used_up queues mq_open '($b = "host_queue") && syscall(240, $b, 0102, 0600, 0) < 0 ? -1 : syscall(241, $b)'
