#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Flags and capabilities: vattribute and nattribute.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# run the rest as a program of a new context in setup
in_setup()
{
	run vcontext --create --silent --xid 200 -- "$@"
}

get_has_four_blocks()
{
	in_setup vattribute --set --bcap none,chown,kill,^34 --ccap mount,icmp \
		--flag virt_time,persistent --umask newuts -- true
	status_is 0
	run vattribute --xid 200 --set --bcap ~all -- \
		vattribute --xid 200 --bcap CAP_CHOWN,kill,^34
	status_is 0
	run vattribute --xid 200 --get
	status_is 0
	out_is "bcapabilities:
CHOWN,KILL,SYSLOG
ccapabilities:
raw_icmp,secure_mount
flags:
virt_time,state_setup,state_init,state_admin,persistent
umask:
newuts"
	run vattribute --xid 200 --set --flag '~persistent' --ccap none
	status_is 0
}

empty_words_are_empty_lines()
{
	in_setup vattribute --set --ccap '~all' --umask '~all' -- \
		vattribute --get
	status_is 0
	out_has '^ccapabilities:$'
	[ "$(grep -A1 -x ccapabilities: <<< "$out" | tail -1)" = "" ] ||
		fail "not empty"
}

unknown_names_are_1()
{
	run vattribute --xid 200 --flag nonsense
	status_is 1
	err_has "Unknown flag 'nonsense'"
	run vattribute --xid 200 --bcap chown,,kill
	status_is 1
	err_has "Unknown bcap ''"
	run vattribute --xid 200 --ccap x
	err_has "Unknown ccap 'x'"
	run vattribute --xid 200 --umask x
	err_has "Unknown namespace 'x'"
	run nattribute --nid 200 --ncap x
	status_is 1
	err_has "Unknown ncap 'x'"
	run vattribute --nonsense
	status_is 255
	run vattribute --xid 4242 --get
	status_is 1
	err_has 'context 4242: No such process'
}

secure_is_the_known_set()
{
	local caps

	in_setup vattribute --set --secure -- vattribute --get
	status_is 0
	caps=CHOWN,DAC_OVERRIDE,DAC_READ_SEARCH,FOWNER,FSETID,KILL,SETGID
	caps+=,SETUID,NET_BIND_SERVICE,SYS_CHROOT,SYS_PTRACE,SYS_BOOT
	caps+=,SYS_TTY_CONFIG,LEASE,AUDIT_WRITE,SETFCAP
	out_has "^$caps\$"
	out_has '^set_utsname,raw_icmp,audit_control$'
	out_has '^hide_netif,'
	# what comes before is lost, what comes after counts
	in_setup vattribute --set --flag virt_mem --secure --flag virt_load -- \
		vattribute --get
	out_has '^virt_load,hide_netif,'
}

failure_ends_the_chain()
{
	in_setup vattribute --set --flag '^60' -- echo reached
	status_is 1
	out_is ""
	in_setup vattribute --set --flag virt_mem -- sh -c 'exit 9'
	status_is 9
}

network_words_are_shown()
{
	run ncontext --create --silent --nid 201 -- \
		nattribute --set --flag single_ip --ncap tun_create,multicast -- \
		nattribute --get
	status_is 0
	out_is "ncapabilities:
tun_create,multicast
nflags:
single_ip,lback_remap,hide_netif,hide_lback,state_admin"
	run ncontext --create --silent --nid 201 -- \
		nattribute --set --secure -- nattribute --get
	out_has '^raw_icmp$'
}

mark_is_shown()
{
	run ncontext --create --silent --nid 201 -- \
		nattribute --set --mark 0x2a/0xff -- nattribute --get
	status_is 0
	out_has '^mark:$'
	out_has '^0x2a/0xff$'
	run ncontext --create --silent --nid 201 -- \
		nattribute --set --mark 42 --flag ~state_setup -- \
		cat /proc/virtnet/201/traffic
	status_is 0
	run ncontext --create --silent --nid 201 -- nattribute --get
	! grep -q mark <<< "$out" || fail "a mark that nobody set"
	for mark in x -1 4294967296 '' 1/ /1 2/1; do
		run nattribute --nid 201 --mark "$mark"
		status_is 1
		err_has "is no mark, NUMBER"
	done
}

tap_main get_has_four_blocks empty_words_are_empty_lines unknown_names_are_1 \
	secure_is_the_known_set failure_ends_the_chain network_words_are_shown \
	mark_is_shown
