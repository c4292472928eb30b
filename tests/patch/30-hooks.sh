#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# For each hook a test fails when the hook is gone: boots the kernel variant
# hooks with one hook left out, and runs the test that the table "hooks" beside
# this file names.  Part of the long run.

set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/../../scripts/lib.sh"
# shellcheck source=tests/patch/tap.sh
. "$(dirname "$0")/tap.sh"

TABLE=$TOP/tests/patch/hooks
GUEST=/usr/lib/vserver-tests/guest
SLOW=97			# time ran out: this says nothing
NO_VERDICT=98		# of scripts/vm
export LC_ALL=C VM_DIR=$BUILD/vm-hooks

rows()
{
	sed 's/#.*//; /^[[:space:]]*$/d' "$TABLE"
}

# run tests in a VM whose kernel lacks a hook: HOOK TEST...
without()
{
	local hook=$1 option=()
	shift

	[ "$hook" = none ] || option=(-k "vserver.leave_out=$hook")
	"$TOP/scripts/vm" run -v hooks "${option[@]}" -t 300 -- "
		for t in $*; do
			timeout 100 $GUEST/\${t}_test && continue
			[ \$? != 124 ] && exit 1 || exit $SLOW
		done" < /dev/null
}

# every hook of the sources has a row, and no row is for another one
table_is_complete()
{
	{
		sed -n '/^#define VSERVER_HOOKS/,/^$/p' \
			"$TOP/include/linux/vserver/key.h" | sed 1d |
			grep -oE 'hook\([a-z0-9_]+' | cut -d'(' -f2
		grep -ohE 'LSM_HOOK_INIT\([a-z_]+' \
			"$TOP"/kernel-patch/files/kernel/vserver/lsm*.c |
			sed 's/.*(/lsm_/'
	} | sort > "$tmp/hooks"
	rows | awk '{ print $1 }' | sort > "$tmp/table"
	diff "$tmp/hooks" "$tmp/table"
}

# the tests fail for no other reason
tests_pass_with_all_hooks()
{
	# words of the table have no blanks in them
	# shellcheck disable=SC2046
	without none $(rows | awk '{ print $2 }' | sort -u)
}

# the test got as far as its plan, or the kernel complained
notices()
{
	local status=0 start=$SECONDS

	without "$1" "$2" > "$tmp/out" 2>&1 || status=$?
	# without the hook for reboot the machine goes down; a slow one does not
	[ "$status" != "$NO_VERDICT" ] || [ $((SECONDS - start)) -gt 200 ] ||
		! grep -q '^not ok ' "$tmp/out" || return 0
	case $status in
	0) echo "$2 passes without $1"; return 1 ;;
	"$SLOW"|"$NO_VERDICT") echo "$2 without $1: no end"; return 1 ;;
	esac
	grep -q '^1\.\.[0-9]' "$tmp/out" || [ $status = 99 ] ||
		{ cat "$tmp/out"; return 1; }
}

mapfile -t all < <(rows | awk '{ print "notices", $1, $2 }')
"$TOP/scripts/build-kernel" hooks
tap_run table_is_complete tests_pass_with_all_hooks "${all[@]}"
