#!/bin/bash
# vm: -m 2048 -d 512 -t 1800
# SPDX-License-Identifier: GPL-2.0-only
# Every attack of tests/attack: refused in a guest and in bare contexts, while
# it works where there is no context; and the host is as it was.  ATTACKS, an
# extended regular expression, chooses some by their names.

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
	report $result "host is as before: $1"
}

n=0 bad=0
arena_up
host_state > /run/before
echo "1..$(($(for m in guest bare host open; do runs_of $m; done | wc -l) + 3))"
for mode in guest bare host; do
	run_all $mode
	host_is_as_before $mode
done
# the last one: here they work
run_all open
exit $bad
