#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Every directory that is mounted on at the start is a link to the host: by an
# absolute name, by "..", and by way of a chain.  What follows it mounts over
# the directories of the host, or makes files there.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
mkdir -p "$HOST"/{dev/pts,dev/shm,proc,sys/fs/cgroup,run,tmp,etc}
settle
was_mounted=$(cut -d' ' -f5 /proc/self/mountinfo | sort)
for to in "$HOST" "../../../../../..$HOST" /chain; do
	for d in dev proc sys run tmp; do
		rm -rf "${ROOT:?}/$d"
		ln -s "$to/$d" $ROOT/$d
	done
	rm -f $ROOT/chain
	ln -s "../../../..$HOST" $ROOT/chain
	# as the host sees it: absolute ones lead to the same
	[ "$to" != "$HOST" ] || (unshare -m mount -t tmpfs x $ROOT/run/ &&
		[ "$ROOT/run/" -ef "$HOST/run" ]) || broken "control"
	run limit 40 vserver trap start
	unharmed "links to $to"
	mounted=$(cut -d' ' -f5 /proc/self/mountinfo | sort)
	[ "$mounted" = "$was_mounted" ] || worked "a mount for links to $to"
	run limit 40 vserver trap stop
	unharmed "links to $to, at the stop"
done
# the same below directories that are the guest's own
rm -f $ROOT/{dev,sys,run,proc,tmp}
mkdir -p $ROOT/{dev,sys/fs,run,proc,tmp}
ln -s "../../../../../..$HOST/dev/pts" $ROOT/dev/pts
ln -s "$HOST/dev/shm" $ROOT/dev/shm
ln -s "../../../../../..$HOST/canary" $ROOT/etc/mtab
ln -s "../../../../../..$HOST/canary" $ROOT/.autofsck
ln -s "../../../../../..$HOST/canary" $ROOT/forcefsck
run limit 40 vserver trap start
run limit 40 vserver trap stop
unharmed "links in /dev"
refused "mount points are looked up in the guest"
