#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The number of a guest that has just ended is taken by another: what vshelper
# is told of the first, late, must not stop the second, and neither may a run
# file that says it is the first.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
hostile_guest trap2 401
sed -i "s/.*/$XID/" /etc/vservers/trap2/context
printf '#!/bin/sh\nsleep 1\nbusybox poweroff -f\n' > $ROOT/sbin/init
start trap
within 20 test ! -e /proc/virtual/$XID || broken "it does not end"
start trap2
# all that can be late, once more
for event in shutdown halt poweroff restart; do
	limit 30 /usr/lib/util-vserver/vshelper $event $XID < /dev/null \
		> /dev/null 2>&1 &
done
echo $XID > /run/vservers/trap
sleep 1
run limit 30 vserver trap stop
run limit 30 vserver trap exec /bin/busybox true
[ "$status" != 0 ] || worked "exec of the first got into the second"
run limit 30 vserver trap enter
[ "$status" != 0 ] || worked "enter of the first got into the second"
wait
rm -f /run/vservers/trap
# vshelper itself is believed: it speaks of who has the number
vserver trap2 running || start trap2
echo $XID > /run/vservers/trap
printf '#!/bin/sh\nbusybox reboot -f\n' > $ROOT/sbin/init
run limit 30 vserver trap start
[ "$status" != 0 ] || worked "two guests with the number $XID"
sleep 2
vserver trap2 running || worked "the second is stopped"
vkill -c $XID -s 0 || broken "control: nobody has the number"
rm -f /run/vservers/trap
vserver trap2 stop
refused "the second runs"
