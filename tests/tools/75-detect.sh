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
	run chcontext --silent --xid 111 --flag hide_vinfo -- virt-what
	! grep -q linux_vserver <<< "$out" || fail "virt-what tells"
	run chcontext --silent --xid 111 --flag hide_vinfo -- facter virtual
	! grep -q vserver <<< "$out" || fail "facter tells"
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
	htop_has_the_context
