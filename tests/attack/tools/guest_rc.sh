#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Style sysv: the guest's rc script, the program that start and stop run in the
# guest, is a trap, and looks at what it was given: descriptors, working
# directory, and the status pipe of process 1, into which it writes.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID sysv
mkdir -p $ROOT/etc/init.d
arm etc/init.d/trap
cat > $ROOT/etc/init.d/rc <<'END'
#!/bin/sh
exec 2> /dev/null
/etc/init.d/trap true
for fd in /proc/self/fd/* /proc/1/fd/*; do
	cat $fd/secret $fd/../secret < /dev/null >> /found
done
cat secret ../secret >> /found
for fd in 3 4 5 6 7 8 9 10; do
	[ -p /proc/1/fd/$fd ] && echo 0000000000000 > /proc/1/fd/$fd
done
busybox sleep 100000 > /dev/null < /dev/null &
END
chmod 755 $ROOT/etc/init.d/rc
control chroot $ROOT /etc/init.d/trap true
cd "$HOST" || broken cd
exec 5< "$HOST" 6< "$HOST/secret"
(cd "$HOST" && cat /proc/self/fd/5/secret) | grep -q $SECRET ||
	broken "control: descriptor 5"
run limit 60 vserver trap start
[ -e $ROOT/ran ] || broken "rc did not run: $status"
run limit 60 vserver trap stop
! bitten || worked "rc had rights of the host"
! grep -q $SECRET $ROOT/found || worked "rc read the host's secret"
[ ! -e /proc/virtual/$XID ] || worked "stop did not end it"
unharmed
refused "rc has what the guest has"
