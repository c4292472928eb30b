#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Uses up contexts of asynchronous input and output, which the machine counts
# for all: io_setup fails on the host.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

# shellcheck disable=SC2016 # it is perl
used_up aio io_setup 'syscall(206, 512, $b)'
