#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Programs of others that know a context by what /proc tells.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# at its first look, with a column for the context
htop_shows()
{
	printf 'fields=0 101 1\ncolor_scheme=1\n' > /tmp/htoprc
	run sh -c "sleep 2 | HTOPRC=/tmp/htoprc TERM=vt100 timeout -s INT 5 \
		script -qec 'stty rows 24 cols 100; htop -d 5 $*' /dev/null"
}

the_host_is_known()
{
	run virt-what
	out_has '^linux_vserver-host$'
	run facter virtual
	out_is vserver_host
}

a_guest_is_known()
{
	run chcontext --silent --xid 110 -- virt-what
	out_has '^linux_vserver-guest$'
	run chcontext --silent --xid 110 -- facter virtual
	out_is vserver
}

hidden_contexts_are_not_known()
{
	local file

	for file in /proc/self/vinfo /proc/self/ninfo; do
		run chcontext --silent --xid 111 -- cat $file
		status_is 0
		run chcontext --silent --xid 111 --flag hide_vinfo -- cat $file
		err_has "No such file"
	done
	run chcontext --silent --xid 111 --flag hide_vinfo -- virt-what
	! grep -q linux_vserver <<< "$out" || fail "virt-what tells"
	run chcontext --silent --xid 111 --flag hide_vinfo -- facter virtual
	! grep -q vserver <<< "$out" || fail "facter tells"
}

# the lines of a file with its values as patterns: file, then label=pattern...
lines_of()
{
	local file=$1 want

	mapfile -t lines < "$file"
	shift
	[ ${#lines[@]} = $# ] || fail "$file has ${#lines[@]} lines"
	for want; do
		grep -qx "${want%%=*}:	${want#*=}" "$file" ||
			fail "$file: no line '$want': $(cat "$file")"
	done
}

# what scripts of admins read
virtual_has_its_lines()
{
	local n='[0-9][0-9]*' hex8='[0-9a-f]\{8\}' hex16='[0-9a-f]\{16\}'

	chcontext --silent --xid 113 -- sleep 60 &
	chbind --silent --nid 113 --ip 192.0.2.113/24 -- sleep 60 &
	wait_until test -d /proc/virtual/113 -a -d /proc/virtnet/113
	lines_of /proc/virtual/info 'VCIVersion=[0-9]\{4\}:[0-9]\{4\}' \
		"VCISyscall=$n" "VCIKernel=$hex8"
	lines_of /proc/virtual/status "#CTotal=$n" "#CActive=$n"
	lines_of /proc/virtual/113/info ID=113 "Init=$n" OOM=0
	lines_of /proc/virtual/113/status "UseCnt=$n" Tasks=1 "Flags=$hex16" \
		"BCaps=$hex16" "CCaps=$hex16" "Umask=$hex16" "Wmask=$hex16" \
		"Spaces=$hex8 $hex8"
	lines_of /proc/virtual/113/cvirt "BiasUptime=$n\.[0-9][0-9]" \
		nr_threads=1 "nr_running=$n" "nr_unintr=$n" "nr_onhold=$n" \
		"total_forks=$n"
	lines_of /proc/virtnet/113/info ID=113 'Bcast=.*' 'Lback=127.0.113.1' \
		'0=192.0.2.113/255.255.255.0'
	lines_of /proc/virtnet/113/status "UseCnt=$n" Tasks=1 "Flags=$hex16" \
		"NCaps=$hex16"
	kill %1 %2
}

htop_has_the_context()
{
	local pid

	chcontext --silent --xid 112 -- sleep 60 &
	pid=$!
	htop_shows -p $pid
	kill $pid
	out_has "VXID"
	out_has " $pid.* 112 .*sleep 60"
}

tap_main the_host_is_known a_guest_is_known hidden_contexts_are_not_known \
	virtual_has_its_lines htop_has_the_context
