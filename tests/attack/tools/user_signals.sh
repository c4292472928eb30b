#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Uses up what the kernel queues for a user, timers too: root of a guest is the
# user that root of the host is, and timer_create fails there.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

# shellcheck disable=SC2016 # it is perl
used_up signals timer_create 'syscall(222, 0, 0, $b)'
