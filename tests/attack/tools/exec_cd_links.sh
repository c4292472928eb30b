#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# exec-cd runs a program of the host in a directory of a guest; the directory is
# a link to the host, directly, in the middle, by "..", and one that is swapped.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
mkdir -p $ROOT/a $ROOT/real/sub
provide $ROOT swap
ln -s "$HOST" $ROOT/absolute
ln -s "../../../../../..$HOST" $ROOT/relative
ln -s relative $ROOT/chain
ln -s / $ROOT/b
control_is test -e $ROOT/relative/secret
start trap
inside_goes_on /bin/swap /a /b
cd $ROOT || broken cd
for d in /absolute absolute relative chain "../../..$HOST" "..$HOST" \
		"real/../relative" "$HOST" "/proc/1/root$HOST" \
		"/proc/self/cwd/../..$HOST" "a$HOST" "b/..$HOST"; do
	for i in 1 2 3; do
		run limit 10 exec-cd "$d" /bin/cat secret
		! grep -q $SECRET <<< "$out" || worked "$d leads out"
	done
done
run limit 10 exec-cd real/sub /bin/pwd
[ "$out" = $ROOT/real/sub ] || broken "pwd is '$out': $err"
refused "a directory is one in the guest"
