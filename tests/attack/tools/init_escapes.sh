#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Inits that do not behave: one that ends at once, one that goes into the
# background, one that leaves orphans in other sessions, one that is a script of
# /proc/self/exe.  None leaves a process in the host's context or root.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
provide $ROOT stubborn
strays()
{
	local p link

	for p in /proc/[0-9]*; do
		for link in root cwd; do
			! [ "$p/$link" -ef $ROOT ] || echo "$p/$link"
		done
	done
	[ ! -e /proc/virtual/$XID ] || echo "context $XID"
	[ ! -e /proc/virtnet/$XID ] || echo "network context $XID"
}
(cd $ROOT && exec sleep 5) &
sleep 0.2
[ -n "$(strays)" ] || broken "control: a stray is not seen"
kill -KILL $!
wait $! 2> /dev/null
inits=('exit 0'
	'busybox setsid sleep 100000 & exit 0'
	'(trap "" INT TERM; while :; do sleep 1; done) & (stubborn ignore &) &
		busybox setsid stubborn ignore & exec busybox sleep 100000'
	'kill -STOP $$'
	'exec /proc/self/exe'
	'kill -9 -1; kill -9 0; exec busybox sleep 100000')
for text in "${inits[@]}"; do
	printf '#!/bin/sh\n%s\n' "$text" > $ROOT/sbin/init
	run limit 40 vserver trap start
	[ "$status" != 124 ] || worked "start has no end: $text"
	run limit 60 vserver trap stop
	[ "$status" != 124 ] || worked "stop has no end: $text"
	sleep 0.2
	run strays
	[ -z "$out" ] || worked "left by '$text': $out"
	unharmed
done
printf '#!/proc/self/exe\n' > $ROOT/sbin/init
run limit 40 vserver trap start
run limit 60 vserver trap stop
run strays
[ -z "$out" ] || worked "left by an init of /proc/self/exe: $out"
refused "nothing is left of any of them"
