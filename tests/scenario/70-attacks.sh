#!/bin/bash
# vm: -m 2048 -d 512 -t 1800
# SPDX-License-Identifier: GPL-2.0-only
# Every attack of tests/attack: refused in a guest and in bare contexts, while
# it works where there is no context; and the host is as it was.  The long run has
# all modes, the short one that of a guest.  ATTACKS, an extended regular
# expression, chooses some by their names.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"
# shellcheck source=attack/lib.sh
. "$(dirname "$0")/../attack/lib.sh"
# shellcheck source=attack/state.sh
. "$(dirname "$0")/../attack/state.sh"

# lines NAME MODE VICTIM CAPS, of one mode
runs_of()
{
	local name modes victims caps victim

	grep -E "${ATTACKS:-.}" "$ATTACK/list" |
	while read -r name modes victims caps; do
		[[ ,$modes, = *,$1,* ]] || continue
		for victim in ${victims//,/ }; do
			echo "$name $1 $victim $caps"
		done
	done
}

report()
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		bad=1
		echo "not ok $n - $2"
	fi
}

run_all()
{
	local run result

	runs_of "$1" > /run/runs
	while read -r -a run; do
		[ "${run[1]}" != open ] || victims_again
		result=0
		outcome "${run[@]}" || result=1
		report $result "${run[*]}"
	done < /run/runs
}

host_is_as_before()
{
	local result=0

	host_state > /run/after
	diff /run/before /run/after > /run/diff || result=1
	sed 's/^/# /' /run/diff
	clock_goes_on "$booted" || result=1
	report $result "host is as before: $1"
}

n=0 bad=0 modes=(guest)
[ "${TEST_LONG:-0}" = 0 ] || modes+=(bare host)
arena_up
host_state > /run/before
booted=$(boot_time)
plan=${#modes[@]}
for mode in "${modes[@]}" open; do
	[ "$mode" = open ] && [ "${TEST_LONG:-0}" = 0 ] ||
		plan=$((plan + $(runs_of "$mode" | wc -l)))
done
echo "1..$plan"
for mode in "${modes[@]}"; do
	run_all "$mode"
	host_is_as_before "$mode"
done
# the last one: here they work
[ "${TEST_LONG:-0}" = 0 ] || run_all open
exit $bad
