# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Tests in TAP for shell: each is a function that runs with set -e in a shell
# and a directory ($tmp) of its own; sourced.

# run the tests named, functions with words for them; status 1 when one failed
tap_run()
{
	local name n=0 failed=0 word root

	echo "1..$#"
	root=$(mktemp -d)
	# shellcheck disable=SC2064 # the name of now
	trap "rm -rf '$root'" EXIT
	for name; do
		n=$((n + 1)) word=ok
		tmp=$root/$n
		mkdir "$tmp"
		# in the background: set -e has no effect in a condition
		# shellcheck disable=SC2086
		(set -e; $name) > "$tmp.log" 2>&1 &
		wait $! || word='not ok' failed=1
		[ "$word" = ok ] || sed 's/^/# /' "$tmp.log"
		echo "$word $n - $name"
		rm -rf "$tmp"
	done
	return $failed
}
