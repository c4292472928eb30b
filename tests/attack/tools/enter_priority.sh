#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What the admin's shell has of the scheduler - real time, a negative nice level,
# the first class of I/O, limits that allow them, being spared when memory is
# short - comes with it into the guest, whose processes keep it and starve the host.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
cat > $ROOT/bin/show <<-'END'
	#!/bin/sh
	echo "io $(ionice -p $$)"
	echo "policy $(awk '{ print $(NF - 11) }' /proc/self/stat)"
	echo "nice $(cut -d' ' -f19 /proc/self/stat)"
	grep -E 'nice|realtime priority|locked memory' /proc/self/limits | tr -s ' '
	echo "oom $(cat /proc/self/oom_score_adj)"
END
chmod 755 $ROOT/bin/show
printf '#!/bin/sh\nshow > /shown\nexec busybox sleep 100000\n' > $ROOT/sbin/init
privileged()
{
	prlimit --nice=40 --rtprio=50 --memlock=unlimited choom -n -500 -- \
		ionice -c 1 -n 0 chrt -f 10 nice -n -10 "$@"
}
run privileged sh $ROOT/bin/show
given='policy 1|nice -|io realtime|nice priority 40|time priority 50|memory unl|oom -'
[ "$(grep -cE "$given" <<< "$out")" = 7 ] || broken "control: $out"
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
