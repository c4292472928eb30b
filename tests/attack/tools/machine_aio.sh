#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Uses up requests of asynchronous input and output, which are counted for no
# user, but in each context: io_setup works on the host.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

# shellcheck disable=SC2016 # it is perl
used_up aio io_setup 'syscall(206, 512, $b)'
