#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# vshelper, with words that are paths, numbers of others, or broken, and many at
# once: what it would run is named by a file, which it must take from one place.
# (In vain "../../srv/x" is the name of such a file.)
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
start trap
helper=/usr/lib/util-vserver/vshelper
printf '#!/bin/sh\ntouch %s/executed\n' "$HOST" > "$HOST/program"
chmod 755 "$HOST/program"
mkdir -p "$HOST/conf/apps/vshelper"
for event in restart halt poweroff shutdown startup; do
	cp "$HOST/program" "$HOST/conf/apps/vshelper/$event"
done
printf '%s\ndefault\n1.1\n' "$HOST/conf" > "$HOST/state"
settle
cp "$HOST/state" /run/vshelper/999
limit 20 $helper startup 999 > /dev/null 2>&1
rm /run/vshelper/999
harmed > /dev/null || broken "control: a state file is not believed"
rm "$HOST/executed"
settle
cd "$HOST" || broken cd
for xid in "../..$HOST/state" "$HOST/state" state ./state .. . '' -1 0 1 \
		99999999999 "$XID/../..$HOST/state" $'400\n' "400 " 0400 +400; do
	for event in restart halt poweroff shutdown swsusp startup '' ../x \
			"../../../..$HOST/program"; do
		limit 20 $helper "$event" "$xid" < /dev/null > /dev/null 2>&1
		[ $? != 124 ] || worked "'$event' '$xid' has no end"
		unharmed "'$event' '$xid'"
	done
done
vserver trap running || worked "the guest is stopped"
for i in 1 2 3 4 5 6; do
	limit 60 $helper restart $XID < /dev/null > /dev/null 2>&1 &
	limit 60 $helper shutdown $XID < /dev/null > /dev/null 2>&1 &
done
wait
unharmed
run limit 60 vserver trap stop
[ ! -e /proc/virtual/$XID ] || worked "the guest does not stop"
rm -f /run/vservers/.reboots/trap
refused "it knows events and numbers only"
