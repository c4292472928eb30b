#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# CVE-2024-21626, CVE-2016-9962: in the moment in which somebody enters, its
# root, its working directory or a descriptor, as /proc shows them to the guest,
# is still the host's.  The caller's are, all three, directories of the host.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
provide $ROOT watch
start trap
cd "$HOST" || broken cd
exec 5< "$HOST" 6< "$HOST/secret" 7< / 8< /etc
# the same look at a process that has them all the time, by the host
rm -f /found
(cd "$HOST" && exec sleep 20) &
limit 10 $HOSTILE/watch 3 "$HOST/secret"
control_is test -e /found
rm -f /found
kill $!
inside_goes_on /bin/watch 20 "$HOST/secret"
inside_goes_on /bin/watch 20 "$HOST/secret"
for i in $(seq 15); do
	limit 20 vserver trap exec /bin/busybox true
	limit 20 vserver trap suexec 5 /bin/busybox true
	(cd $ROOT && limit 20 vcontext --migrate --chroot --xid $XID -- \
		/bin/busybox true 5<&- 6<&- 7<&- 8<&-)
done < /dev/null > /dev/null 2>&1
[ ! -e $ROOT/found ] || worked "the guest found $(cat $ROOT/found)"
# and what is left when its own program runs
run limit 20 vserver trap exec /bin/sh -c '
	cat secret ../secret
	for fd in 0 1 2 3 4 5 6 7 8 9 10 11 12; do
		cat /proc/self/fd/$fd/secret /proc/self/fd/$fd/../secret
		cat <&$fd
	done' < /dev/null
! grep -q $SECRET <<< "$out" || worked "a descriptor is left"
refused "nothing of the host's is seen"
