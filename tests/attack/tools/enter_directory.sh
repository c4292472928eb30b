#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Standard input, output or error of the caller is a directory of the host, or
# a socket: from there "..", and what is behind it, is open to the guest.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
start trap
walk='cd /proc/self/fd/0 && cat secret; cd /proc/self/fd/2 && cat secret
	cat /proc/self/fd/0/secret /proc/self/fd/2/secret
	cat /proc/self/fd/0/../*/secret'
run sh -c "$walk" < "$HOST"
grep -q $SECRET <<< "$out" ||
	broken "control: a directory as input"
for how in exec "suexec 0" enter; do
	args=(/bin/sh -c "$walk")
	[ "$how" != enter ] || args=()
	# shellcheck disable=SC2086
	run limit 20 vserver trap $how "${args[@]}" < "$HOST"
	! grep -q $SECRET <<< "$out" || worked "$how: input"
	# shellcheck disable=SC2086
	run limit 20 vserver trap $how "${args[@]}" < /
	! grep -q $SECRET <<< "$out" || worked "$how: input /"
done
run limit 20 sh -c "vserver trap exec /bin/sh -c '$walk' 2< $HOST < /dev/null"
! grep -q $SECRET <<< "$out" || worked "exec: error"
vserver trap stop
printf '#!/bin/sh\n%s\nexec busybox sleep 100000\n' "($walk) > /found" \
	> $ROOT/sbin/init
run limit 40 vserver trap start < "$HOST"
! grep -q $SECRET $ROOT/found || worked "init"
refused "a directory of the host's does not come in"
