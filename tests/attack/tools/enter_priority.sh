#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What the admin's shell has of the scheduler - real time, a negative nice level,
# the first class of I/O - comes with it into the guest, whose processes keep it
# and starve the host.  (oom_score_adj is the guest's own: it has OOM_ADJUST.)
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
cat > $ROOT/bin/show <<-'END'
	#!/bin/sh
	echo "io $(ionice -p $$)"
	echo "policy $(awk '{ print $(NF - 11) }' /proc/self/stat)"
	echo "nice $(cut -d' ' -f19 /proc/self/stat)"
	echo "umask $(umask)"
END
chmod 755 $ROOT/bin/show
printf '#!/bin/sh\nshow > /shown\nexec busybox sleep 100000\n' > $ROOT/sbin/init
privileged()
{
	ionice -c 1 -n 0 chrt -f 10 nice -n -10 "$@"
}
run privileged sh $ROOT/bin/show
given='policy 1|nice -|io realtime'
[ "$(grep -cE "$given" <<< "$out")" = 3 ] || broken "control: $out"
run privileged vserver trap start
[ "$status" = 0 ] || broken "start: $err"
within 10 test -s $ROOT/shown || broken "no init"
run cat $ROOT/shown
sed 's/^/# init: /' <<< "$out"
! grep -qE "$given" <<< "$out" || worked "init has it"
run privileged vserver trap exec /bin/show
sed 's/^/# exec: /' <<< "$out"
! grep -qE "$given" <<< "$out" || worked "exec has it"
refused "the guest has no more than it should"
