#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Names and namespaces of contexts: vuname, vspace, exec-cd.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# run the rest in a new context in setup that has its UTS namespace stored
with_spaces()
{
	run vspace --new --default -- vcontext --create --silent --xid 400 -- \
		vspace --set --default -- "$@"
}

names_are_set_and_shown()
{
	with_spaces vuname --xid self -s -t nodename=guest -t CONTEXT=/a/b -- \
		vuname -g --xid self nodename context nodename
	status_is 0
	out_is "guest /a/b guest"
	with_spaces vuname --xid self -s -t nodename=guest -- uname -n
	out_is guest
	with_spaces vuname -s --xid self -t no=short -- vuname --xid self NoDe
	out_is short
}

all_names_are_shown()
{
	with_spaces vuname --set --xid self -t context=/x -t sysname=S \
		-t nodename=N -t release=R -t version=V -t machine=M \
		-t domainname=D -- vuname --get --xid self
	out_is "/x S N R V M D"
}

missing_names_are_questions()
{
	run vcontext --create --silent --xid 401 -- \
		vuname --xid self -g nodename
	status_is 0
	out_is "???"
}

directories_are_read()
{
	local dir

	dir=$(mktemp -d)
	printf 'from-file\n\n' > "$dir/nodename"
	with_spaces vuname --dir "$dir" --xid self -- vuname --xid self nodename
	out_is from-file
	with_spaces vuname --dir "$dir/none" --xid self -- true
	status_is 255
	with_spaces vuname --dir "$dir/none" --missingok --xid self -- true
	status_is 0
}

vuname_errors()
{
	run vuname -g
	status_is 255
	run vuname --nonsense
	status_is 1
	with_spaces vuname -s --xid self -t nodename -- true
	status_is 255
	with_spaces vuname -s --xid self -t \
		"nodename=$(printf 'x%.0s' {1..70})" -- true
	status_is 255
	err_has 'longer than 64'
}

new_spaces_are_new()
{
	local host

	host=$(hostname)
	run vspace --new --uts -- sh -c 'hostname other; hostname'
	status_is 0
	out_is other
	[ "$(hostname)" = "$host" ] || fail "the host got the name"
	run vspace --new --pid -- sh -c 'echo $$'
	out_is 1
	run vspace --new --uts --ipc --~uts -- readlink /proc/self/ns/uts
	out_is "$(readlink /proc/self/ns/uts)"
	run vspace --new --mount -- mount -t tmpfs tmpfs /mnt
	status_is 0
	! mountpoint -q /mnt || fail "the host got the mount"
}

status_is_passed_on()
{
	run vspace --new --uts -- sh -c 'exit 33'
	status_is 33
	run vspace --new --uts -- sh -c 'kill -TERM $$'
	status_is 143
}

stored_spaces_are_entered()
{
	vspace --new --default -- vcontext --create --silent --xid 402 \
		--disconnect -- vspace --set --default -- \
		vuname -s --xid self -t nodename=stored -- sleep 60
	wait_until sh -c 'vuname --xid 402 nodename | grep -qx stored'
	run vspace --enter 402 --uts -- hostname
	status_is 0
	out_is stored
	run vspace --enter 402 --net -- true
	status_is 255
	err_has 'Invalid argument'
	vkill -s KILL -c 402
}

vspace_errors()
{
	run vspace --new --set --uts -- true
	status_is 255
	run vspace --new --uts
	status_is 255
	run vspace --uts -- true
	status_is 255
	run vspace --enter 4242 --uts -- true
	status_is 255
}

directory_is_looked_up_inside()
{
	local dir

	dir=$(mktemp -d)
	mkdir "$dir/inside"
	ln -s /etc "$dir/link"
	cd "$dir"
	run exec-cd /inside /bin/pwd
	status_is 0
	out_is "$dir/inside"
	run exec-cd /link /bin/pwd
	status_is 255
	err_has '/link: No such file'
	run exec-cd /../../inside /bin/pwd
	out_is "$dir/inside"
	run exec-cd /inside pwd
	status_is 255
	run exec-cd /inside
	status_is 255
}

tap_main names_are_set_and_shown all_names_are_shown \
	missing_names_are_questions directories_are_read vuname_errors \
	new_spaces_are_new status_is_passed_on stored_spaces_are_entered \
	vspace_errors directory_is_looked_up_inside
