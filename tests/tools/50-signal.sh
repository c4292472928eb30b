#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Signals to contexts and their end: vkill and vwait.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# a context with two sleeping processes
keep()
{
	vcontext --create --silent --xid "$1" --disconnect -- \
		vcontext --migrate-self --endsetup -- \
		sh -c 'sleep 61 & exec sleep 60'
	wait_until grep -qx "Tasks:	2" "/proc/virtual/$1/status"
}

gone()
{
	[ ! -d "/proc/virtual/$1" ]
}

# pid of the process of a context with these arguments
pid_of()
{
	local pid

	for pid in $(pgrep -fx "$2"); do
		if grep -qx "XID:	$1" "/proc/$pid/vinfo"; then
			echo "$pid"
		fi
	done
}

no_process()
{
	[ -z "$(pid_of "$@")" ]
}

one_process_is_signalled()
{
	local pid

	keep 500
	pid=$(pid_of 500 'sleep 61')
	run vkill -c 500 -s KILL "$pid"
	status_is 0
	wait_until no_process 500 'sleep 61'
	[ -n "$(pid_of 500 'sleep 60')" ] || fail "both are gone"
	# the context is found out
	run vkill -- "$(pid_of 500 'sleep 60')"
	status_is 0
	wait_until gone 500
}

all_processes_are_signalled()
{
	keep 501
	run vkill --xid 501
	status_is 0
	wait_until gone 501
}

signals_have_names()
{
	keep 502
	for sig in 0 CONT SIGCONT cont 18; do
		run vkill -c 502 -s "$sig"
		status_is 0
	done
	run vkill -c 502 -s NONSENSE
	status_is 1
	err_has "'NONSENSE' is no signal"
	run vkill -c 502 -s 999
	status_is 1
	vkill -c 502 -s KILL
}

failures_are_1()
{
	run vkill
	status_is 1
	run vkill -c 4242
	status_is 1
	err_has 'context 4242: No such process'
	run vkill 4194000
	status_is 1
	run vkill $$
	status_is 1
	err_has 'is in no context'
	keep 503
	run vkill -c 503 -s KILL 4194000 "$(pid_of 503 'sleep 61')"
	status_is 1
	wait_until no_process 503 'sleep 61'
	vkill -c 503 -s KILL
}

end_is_waited_for()
{
	vcontext --create --silent --xid 504 --disconnect -- \
		vcontext --migrate-self --endsetup -- sh -c 'sleep 1; exit 3'
	run vwait --status-fd 3 504 3> /tmp/told
	status_is 0
	[ "$(cat /tmp/told)" = "FINISHED $((3 << 8))" ] || fail "$(cat /tmp/told)"
	gone 504 || fail "still there"
}

time_runs_out()
{
	keep 505
	run vwait --timeout 1 --status-fd 3 505 3> /tmp/told
	status_is 2
	[ "$(cat /tmp/told)" = TIMEOUT ] || fail "$(cat /tmp/told)"
	run vwait --timeout 1 --terminate --status-fd 3 505 3> /tmp/told
	status_is 1
	[ "$(cat /tmp/told)" = KILLED ] || fail "$(cat /tmp/told)"
	wait_until gone 505
}

vwait_errors()
{
	run vwait
	status_is 1
	run vwait --nonsense
	status_is 1
	run vwait --status-fd 3 4242 3> /tmp/told
	status_is 127
	[ "$(cat /tmp/told)" = "ERROR 3" ] || fail "$(cat /tmp/told)"
}

tap_main one_process_is_signalled all_processes_are_signalled \
	signals_have_names failures_are_1 end_is_waited_for time_runs_out \
	vwait_errors
