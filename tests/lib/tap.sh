# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Tests in TAP for bash; sourced.  A test is a function; it runs in a subshell
# with `set -e', so that the first command that fails ends it.  Commands whose
# outcome is looked at are run by `run'.

# run a command: its status, stdout and stderr are left in these
status=0 out='' err=''

run()
{
	local errors

	errors=$(mktemp)
	status=0
	out=$("$@" 2> "$errors") || status=$?
	err=$(cat "$errors")
	rm -f "$errors"
}

# seconds for what takes $1; a debug kernel, which has more to do, slow
tap_time()
{
	local slow=${TAP_SLOW:+10}

	echo $(($1 * ${slow:-1}))
}

# the test fails here
fail()
{
	echo "# $*"
	echo "# status $status, stdout '$out', stderr '$err'"
	exit 1
}

status_is()
{
	[ "$status" = "$1" ] || fail "status is not $1"
}

out_is()
{
	[ "$out" = "$1" ] || fail "stdout is not '$1'"
}

# extended regular expressions, anywhere in the text
out_has()
{
	grep -qE -- "$1" <<< "$out" || fail "stdout has no '$1'"
}

err_has()
{
	grep -qE -- "$1" <<< "$err" || fail "stderr has no '$1'"
}

err_is_one_line()
{
	[ -n "$err" ] && [ "$(wc -l <<< "$err")" = 1 ] ||
		fail "stderr is not one line"
}

# try a command each tenth of a second, for at most ten seconds
wait_until()
{
	local i

	for ((i = 0; i < 100; i++)); do
		if "$@" > /dev/null 2>&1; then
			return 0
		fi
		sleep 0.1
	done
	fail "never came true: $*"
}

# run the tests that are named; fails when one did
tap_main()
{
	local n=0 bad=0 result test

	echo "1..$#"
	for test in "$@"; do
		n=$((n + 1))
		# not a condition: that would switch `set -e' off inside
		set +e
		(set -e; "$test")
		result=$?
		set -e
		if [ "$result" = 0 ]; then
			echo "ok $n - $test"
		else
			bad=1
			echo "not ok $n - $test"
		fi
	done
	return $bad
}
