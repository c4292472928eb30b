#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Files that the tools write on the host - locks, run files, the state for
# vshelper - have names that are made of the guest's; links in their places, as
# a user of the host could once make them in /run/lock, are not followed.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
lock='/run/vservers/.lock/guest:etc:vservers:trap'
limit 40 vserver trap stop > /dev/null 2>&1
[ -e $lock ] || lock=$(find /run/vservers/.lock -name '*trap' | head -1)
control_is test -e "$lock"
rm -f "$lock"
ln -s "$HOST/canary" "$lock"
echo taken >> "$lock"
harmed > /dev/null || broken "control: the link"
echo unchanged > "$HOST/canary"
settle
run limit 40 vserver trap start
[ "$status" != 0 ] || echo "# it starts, with a link as lock"
unharmed "a lock"
rm -f "$lock"
for dir in /run/lock /tmp /var/tmp; do
	for name in vserver.trap vserver.etcvserverstrap.startup trap.lock \
			vserver.interfaces vserver-trap; do
		[ ! -d $dir ] || ln -sfn "$HOST/canary" $dir/$name
	done
done
run limit 40 vserver trap start
unharmed "start"
run limit 40 vserver trap stop
unharmed "stop"
run limit 20 setpriv --reuid 65534 --clear-groups ls /run/vservers/.lock
[ "$status" != 0 ] || worked "users of the host can look at the locks"
find /run/lock /tmp /var/tmp -maxdepth 1 -lname "$HOST/canary" -delete
refused "links are not followed"
