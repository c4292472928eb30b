#!/bin/bash
# vm: -d 64
# SPDX-License-Identifier: GPL-2.0-only
# Devices of guests: vdevmap, and the map in the configuration of a guest.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

conf=/etc/vservers/alpha root=/vservers/alpha xid=4711
defaults=/etc/vservers/.defaults/apps/vdevmap

# a guest that has no map of its own does this
guest()
{
	chcontext --silent --secure --xid 500 -- "$@"
}

opens()
{
	guest sh -c "exec 3<> $1"
}

# it fails; not a condition, which would switch `set -e' off
refused()
{
	! "$@" 2> /dev/null
}

entries_are_set_and_unset()
{
	refused opens /dev/loop-control
	run vdevmap --xid 0 --set --open --device /dev/loop-control
	status_is 0
	out_is ""
	opens /dev/loop-control
	run vdevmap -x 0 -s -f 0 -d /dev/loop-control
	status_is 0
	refused opens /dev/loop-control
	run vdevmap -x 0 -s -f 0x10 -o -d /dev/loop-control -t /dev/null
	status_is 0
	opens /dev/loop-control
	run vdevmap -x 0 -u -d /dev/loop-control
	status_is 0
	refused opens /dev/loop-control
	run vdevmap --xid 0 --unset --device /dev/loop-control
	status_is 1
	err_has "cannot unset '/dev/loop-control' in the map of context 0: No such"
}

without_a_device_all_others()
{
	run vdevmap -x 0 -s
	status_is 0
	run vdevmap -x 0 -s -o -d /dev/zero
	refused opens /dev/null
	opens /dev/zero
	run vdevmap -x 0 -u
	status_is 0
	opens /dev/null
	run vdevmap -x 0 -u -d /dev/zero
	status_is 0
}

nodes_are_made()
{
	run vdevmap -x 0 -s -c -d /dev/loop-control
	guest mknod /tmp/made c 10 237
	rm /tmp/made
	run vdevmap -x 0 -u -d /dev/loop-control
	refused guest mknod /tmp/made c 10 237
}

errors_are_1()
{
	run vdevmap
	status_is 1
	err_has 'exactly one of'
	run vdevmap --set --device /dev/null
	status_is 1
	err_has -- '--xid goes with'
	run vdevmap --load --xid 0
	status_is 1
	run vdevmap -x 0 -s -u
	status_is 1
	run vdevmap -x 0 -s -f x
	status_is 1
	run vdevmap -x 0 -s -f 4
	status_is 1
	run vdevmap -x 0 -s word
	status_is 1
	run vdevmap -x 0 -s -o -d /etc/passwd
	status_is 1
	err_has 'Invalid argument'
	run vdevmap -x 0 -s -o -d /dev/nothing
	status_is 1
	run vdevmap -x 4242 -s -o -d /dev/null
	status_is 1
	err_has 'context 4242: No such process'
}

the_default_map_is_loaded()
{
	run vdevmap --load
	status_is 0
	mkdir -p $defaults/{a,b}
	echo /dev/loop-control > $defaults/a/device
	touch $defaults/a/open $defaults/a/remap
	echo /dev/zero > $defaults/a/target
	# nothing of one entry is left for the next
	echo /dev/full > $defaults/b/device
	run vdevmap --load
	status_is 0
	opens /dev/loop-control
	refused opens /dev/full
	echo /dev/nothing > $defaults/b/device
	run vdevmap --load
	status_is 1
	err_has "cannot set the device of '$defaults/b'"
	rm -r $defaults
	vdevmap -x 0 -u -d /dev/loop-control
	vdevmap -x 0 -u -d /dev/full
}

prepare()
{
	mke2fs -q -t ext4 /dev/vdb
	mkdir -p /vservers
	mount /dev/vdb /vservers
	echo /usr/lib/util-vserver/vshelper > /proc/sys/kernel/vshelper
	vserver alpha build -m skeleton --context $xid --initstyle plain
	mkdir -p $root/{bin,sbin,srv,tmp}
	cp /bin/busybox $root/bin/
	chroot $root /bin/busybox --install -s /bin
	printf '#!/bin/sh\ntrap "exit 0" INT\nsleep 1000 &\nwait\n' \
		> $root/sbin/init
	chmod 755 $root/sbin/init
	printf 'proc /proc proc defaults 0 0\n' > $conf/fstab
	mknod $root/dev/control c 10 237
	mkdir -p $conf/apps/vdevmap/{1,2}
	echo /dev/loop-control > $conf/apps/vdevmap/1/device
	echo 3 > $conf/apps/vdevmap/1/flags
	echo /dev/full > $conf/apps/vdevmap/2/device
	touch $conf/apps/vdevmap/2/{open,remap}
	echo /dev/null > $conf/apps/vdevmap/2/target
}

guests_start_with_their_map()
{
	vserver alpha start
	vserver alpha exec sh -c 'exec 3<> /dev/control'
	vserver alpha exec mknod /dev/again c 10 237
	vserver alpha exec sh -c 'echo x > /dev/full'
	refused vserver alpha exec mknod /dev/disk b 254 0
	# no other context has it, and it ends with the guest
	refused opens /dev/loop-control
	vserver alpha stop
	rm $root/dev/again
	rm -r $conf/apps/vdevmap/1
	vserver alpha start
	refused vserver alpha exec sh -c 'exec 3<> /dev/control'
	vserver alpha stop
}

bad_maps_fail_the_start()
{
	echo /dev/nothing > $conf/apps/vdevmap/2/device
	run vserver alpha start
	status_is 1
	err_has "cannot set the device of '$conf/apps/vdevmap/2': No such file"
	[ ! -e /proc/virtual/$xid ] || fail "the context is there"
}

tap_main entries_are_set_and_unset without_a_device_all_others nodes_are_made \
	errors_are_1 the_default_map_is_loaded prepare \
	guests_start_with_their_map bad_maps_fail_the_start
