#!/bin/bash
# vm:
# SPDX-License-Identifier: GPL-2.0-only
# What guests see of /proc: vprocunhide, setattr and showattr.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

list=/etc/vservers/.defaults/apps/vprocunhide/files

# does a guest see it?
guest_sees()
{
	chcontext --silent --secure -- test -e "$1"
}

guest_misses()
{
	if guest_sees "$1"; then
		echo "# a guest sees $1"
		return 1
	fi
}

# does the spectator see it?
spectator_sees()
{
	chcontext --silent --xid 1 -- test -e "$1"
}

use_list()
{
	mkdir -p "${list%/*}"
	printf '%s\n' "$@" > "$list"
	run vprocunhide
}

attributes_are_shown()
{
	run showattr /proc/uptime
	status_is 0
	out_is "awh--uic- /proc/uptime"
	run showattr /proc/interrupts
	out_is "AwH--uic- /proc/interrupts"
}

packaged_list_is_the_default()
{
	local path

	run vprocunhide
	status_is 0
	out_is ""
	guest_sees /proc/uptime
	guest_sees /proc/sysvipc/shm
	guest_misses /proc/interrupts
	sed '/^#/d' /usr/share/util-vserver/defaults/vprocunhide-files \
		> /tmp/shown
	while read -r path; do
		guest_sees "$path" < /dev/null
	done < /tmp/shown
}

signs_say_who_sees()
{
	use_list "# who sees what" +/proc/interrupts '!/proc/uptime' \
		-/proc/loadavg \~/proc/version '>/proc/stat' /proc/no*thing
	status_is 0
	guest_sees /proc/interrupts
	guest_sees /proc/stat
	for path in uptime loadavg version; do
		guest_misses /proc/$path
	done
	spectator_sees /proc/version
	if spectator_sees /proc/loadavg; then
		return 1
	fi
	test -e /proc/loadavg
	test -e /proc/version
}

later_lines_override()
{
	use_list '-/proc/interrupts' '/proc/inter*' '-/proc/tty/' /proc/tty \
		/proc/loadavg /proc/version
	status_is 0
	guest_sees /proc/interrupts
	guest_sees /proc/tty
	guest_misses /proc/tty/drivers
	use_list /proc/tty/ -/proc/interrupts
	guest_sees /proc/tty/drivers
}

bad_lists_are_told()
{
	use_list /etc/passwd
	status_is 0
	run vprocunhide extra
	status_is 1
	rm "$list"
	mkdir "$list"
	run vprocunhide
	status_is 1
}

tap_main attributes_are_shown packaged_list_is_the_default signs_say_who_sees \
	later_lines_override bad_lists_are_told
