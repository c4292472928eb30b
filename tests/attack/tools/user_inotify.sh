#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Uses up instances of inotify of a user: root of a guest is the user that root
# of the host is, and inotify_init1 fails there.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

# shellcheck disable=SC2016 # it is perl
used_up inotify inotify_init1 'syscall(294, 0)'
