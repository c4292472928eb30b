#!/bin/bash
# vm: -m 2048 -d 2048 -s GUEST -t 2700
# SPDX-License-Identifier: GPL-2.0-only
# An unmodified Debian 12, built by debootstrap, started, used and stopped.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

build_by_debootstrap()
{
	# the options are words on purpose
	# shellcheck disable=SC2046
	vserver web1 build -m debootstrap --hostname web1 \
		--interface dummy0:192.0.2.1/24 -- -d bookworm -- \
		$(cat /host/debootstrap.args) \
		--unpack-tarball=/host/debootstrap.tgz > /tmp/build.log 2>&1 ||
		{ tail -5 /tmp/build.log; fail "build failed"; }
	[ "$(cat /etc/vservers/web1/apps/init/style)" = plain ]
	[ "$(cat /etc/vservers/web1/interfaces/0/ip)" = 192.0.2.1 ]
}

start_to_running()
{
	run vserver web1 start
	status_is 0
	fully_up web1
	run vserver web1 exec systemctl --failed --plain --no-legend
	out_is ""
	run vserver web1 running
	status_is 0
	run vserver web1 start
	status_is 0
	err_has "vserver 'web1' already running"
}

listings_show_it()
{
	local xid

	xid=$(cat /etc/vservers/web1/context)
	run vserver web1 status
	status_is 0
	out_has "^Vserver 'web1' is running at context '$xid'$"
	out_has '^Number of processes:  [1-9][0-9]*$'
	out_has '^Uptime:               [0-9][0-9]:[0-9][0-9]$'
	run vserver-stat
	out_has "^$xid .* web1$"
	run vps -ef
	out_has "$xid web1 .*lighttpd"
}

exec_runs_in_the_guest()
{
	run vserver web1 exec hostname
	out_is web1
	run vserver web1 exec sh -c 'exit 42'
	status_is 42
	run vserver web1 exec cat /proc/1/comm
	out_is systemd
	run vserver web1 suexec www-data id -un
	out_is www-data
	run vserver web1 exec /no/such/program
	status_is 127
}

service_answers_on_its_address_only()
{
	within 20 nc -z 192.0.2.1 80
	wget -qO- http://192.0.2.1/ | grep -q -i lighttpd
	ip addr add 192.0.2.9/24 dev dummy0
	run nc -zv 192.0.2.9 80
	status_is 1
	err_has refused
	run nc -zv 127.0.0.1 80
	err_has refused
	# inside, the private loopback leads to it
	run vserver web1 exec nc -z 127.0.0.1 80
	status_is 0
}

init_pid()
{
	vserver-info web1 INITPID
}

# a new init, and the system is well again
rebooted()
{
	local new

	new=$(init_pid) || return 1
	[ -n "$new" ] && [ "$new" != "$1" ] && booted web1
}

reboot_typed_inside()
{
	local old

	old=$(init_pid)
	vserver web1 exec systemctl reboot
	within $BOOT_SECONDS rebooted "$old" ||
		fail "not rebooted: $(cat /tmp/vshelper.log)"
	fully_up web1
	within 20 nc -z 192.0.2.1 80
}

poweroff_typed_inside()
{
	vserver web1 exec poweroff
	within 60 [ ! -e /run/vservers/web1 ] ||
		fail "not off: $(cat /tmp/vshelper.log)"
	all_gone web1 "$(cat /etc/vservers/web1/context)" 1
	# and it stays off
	sleep 3
	run vserver web1 running
	status_is 1
}

three_cycles()
{
	local i

	for i in 1 2 3; do
		vserver web1 start
		fully_up web1
		run vserver web1 stop
		status_is 0
		[ -z "$err" ] || fail "stop $i complains"
		all_gone web1 "$(cat /etc/vservers/web1/context)" 1
	done
}

stop_of_a_stopped_guest()
{
	run vserver web1 stop
	status_is 0
	err_has "vserver 'web1' is not running"
	run vserver web1 exec true
	status_is 1
}

delete_leaves_nothing()
{
	run vserver web1 delete < /dev/null
	status_is 2
	[ -d /vservers/web1 ] || fail "deleted without an answer"
	vserver --silent web1 delete
	[ ! -e /vservers/web1 ] || fail "root is there"
	[ ! -e /etc/vservers/web1 ] || fail "configuration is there"
	run vserver web1 status
	status_is 5
	err_has "Can not find a vserver-setup at '/etc/vservers/web1/'"
}

host_up
tap_main build_by_debootstrap start_to_running listings_show_it \
	exec_runs_in_the_guest service_answers_on_its_address_only \
	reboot_typed_inside poweroff_typed_inside three_cycles \
	stop_of_a_stopped_guest delete_leaves_nothing
