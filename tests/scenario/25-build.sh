#!/bin/bash
# vm: -d 256 -t 600
# SPDX-License-Identifier: GPL-2.0-only
# What `vserver NAME build' leaves, by each method but debootstrap, also of
# archives and sources that mean harm.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

conf=/etc/vservers

nothing_of()
{
	[ ! -e "$conf/$1" ] || fail "a configuration of $1"
	[ ! -e "/vservers/$1" ] || fail "a root of $1"
}

# a build that fails: message, then what follows `build'
fails()
{
	local message=$1

	shift
	run vserver new build "$@"
	status_is 1
	err_has "$message"
	nothing_of new
}

wrong_options_leave_nothing()
{
	for id in abc '' 1 0 70000 40000x; do
		fails "context '$id': no context id from" -m skeleton \
			--context "$id"
	done
	fails "interface 'dummy0:notanip': no IPv4 or IPv6 address" \
		-m skeleton --interface dummy0:notanip
	fails "no prefix or mask" -m skeleton --interface dummy0:192.0.2.1/33
	fails "no prefix or mask" -m skeleton \
		--interface 192.0.2.1/255.0.255.0
	fails "no name of a device" -m skeleton \
		--interface a-name-that-is-too-long:192.0.2.1
	fails "netprefix '129'" -m skeleton --netprefix 129
	fails "netbcast 'all'" -m skeleton --netbcast all
	fails "initstyle 'foo': neither plain nor sysv" -m skeleton \
		--initstyle foo
	fails "flags: Unknown flag 'bogus'" -m skeleton \
		--flags hide_netif,bogus
}

numbers_are_nobodys()
{
	local next=40000

	[ ! -e $conf/.defaults/context.next ] ||
		next=$(cat $conf/.defaults/context.next)
	vserver mine build -m skeleton --context "$next"
	vserver new build -m skeleton
	[ "$(cat $conf/new/context)" = $((next + 1)) ] || fail "the same"
	vserver --silent new delete
	vserver --silent mine delete
}

# files come and go while they are copied
source_may_run()
{
	local i

	vserver busy build -m skeleton
	mkdir -p /vservers/busy/var/g
	(
		cd /vservers/busy/var/g
		while [ ! -e /tmp/enough ]; do
			for i in 1 2 3 4 5 6 7 8 9; do
				mkdir -p $i
				echo a > $i/a
				echo x > f$i
				ln -sf x l$i
			done
			rm -rf ./*
		done
	) > /dev/null 2>&1 &
	for i in $(seq 1 "${CLONES:-25}"); do
		run vserver new build -m clone -- -s busy
		status_is 0
		[ -d /vservers/new/var/g ]
		vserver --silent new delete
	done
	touch /tmp/enough
	wait
	vserver --silent busy delete
}

errors_leave_nothing()
{
	fails 'No build-method specified'
	fails "Unknown build-method 'copy'" -m copy
	fails 'unrecognized option' -m skeleton --nonsense
	fails 'clone: no source' -m clone
	fails "no guest or directory 'nobody'" -m clone -- -s nobody
	fails 'template: no archive' -m template
	fails "cannot open the template '/none'" -m template -- -t /none
	fails '/etc/passwd: Unknown format' -m template -- -t /etc/passwd
	fails "'false' failed" -m skeleton -- -- false
	fails "'rel' is not an absolute path" -m skeleton --rootdir rel
	fails 'cannot make' -m skeleton --rootdir /proc/none
	for name in a/b .hidden ../up 'two words' '' 'a;b' -rf; do
		run vserver -- "$name" build -m skeleton
		status_is 1
		err_has 'is no name for a guest'
	done
	# an empty root of the admin's stays, but empty
	mkdir /vservers/new
	run vserver new build -m template -- -t /etc/passwd
	status_is 1
	[ -z "$(ls /vservers/new 2> /dev/null)" ] || fail "files are left"
	rm -rf /vservers/new
	# files of the admin's stay
	mkdir /vservers/new
	echo mine > /vservers/new/file
	run vserver new build -m skeleton
	status_is 1
	err_has "'/vservers/new' exist already"
	[ "$(cat /vservers/new/file)" = mine ] || fail "the file is gone"
	rm -r /vservers/new
}

keep_keeps()
{
	run vserver new build -m skeleton --keep -- -- false
	status_is 1
	err_has 'what was made is kept'
	[ -d /vservers/new ] || fail "nothing is kept"
	rm -r /vservers/new
}

skeleton_has_its_files()
{
	echo 40100 > $conf/.defaults/context.next
	# whatever the caller's mask is
	(umask 077
	run vserver b1 build -m skeleton --hostname b1.example \
		--interface eth0:10.0.0.1/24 \
		--interface web=10.0.0.2/255.255.255.0 \
		--interface nodev:10.0.0.3 \
		--interface web1=eth0:10.0.0.9/28 \
		--interface eth0:fd00::1/64 --interface nodev:fe80::1 \
		--flags lock,nproc --initstyle plain
	status_is 0
	err_has "No device specified for interface '1'; setting 'nodev'"
	[ "$(wc -l <<< "$err")" = 1 ] || fail "more is told")
	run sh -c "cd $conf/b1 && find . ! -name fstab -type f |
		sort | xargs grep -H '' /dev/null"
	out_is "./apps/init/style:plain
./cflags:lock
./cflags:nproc
./context:40100
./interfaces/0/dev:eth0
./interfaces/0/ip:10.0.0.1
./interfaces/0/prefix:24
./interfaces/1/ip:10.0.0.2
./interfaces/1/mask:255.255.255.0
./interfaces/1/name:web
./interfaces/2/ip:10.0.0.3
./interfaces/3/dev:eth0
./interfaces/3/ip:10.0.0.9
./interfaces/3/name:web1
./interfaces/3/prefix:28
./interfaces/4/dev:eth0
./interfaces/4/ip:fd00::1
./interfaces/4/prefix:64
./interfaces/5/ip:fe80::1
./name:b1
./uts/nodename:b1.example"
	run sh -c "cd $conf/b1 && find . -type f -empty | sort"
	out_is "./apps/pkgmgmt/internal
./interfaces/1/nodev
./interfaces/2/nodev
./interfaces/5/nodev"
	[ "$(readlink $conf/b1/vdir)" = /vservers/b1 ] || fail "vdir"
	[ "$(readlink $conf/b1/run)" = /run/vservers/b1 ] || fail "run"
	cmp -s $conf/b1/fstab /usr/share/util-vserver/defaults/fstab ||
		fail "fstab"
	[ "$(cat $conf/.defaults/context.next)" = 40101 ] || fail "context"
}

skeleton_has_its_root()
{
	run sh -c 'cd /vservers/b1 && find . ! -type l -printf "%y %m %p\n" |
		sort -k 3'
	out_is "d 755 .
d 755 ./dev
c 666 ./dev/full
c 666 ./dev/null
c 666 ./dev/ptmx
d 755 ./dev/pts
c 644 ./dev/random
d 1777 ./dev/shm
c 666 ./dev/tty
c 644 ./dev/urandom
c 666 ./dev/zero
d 755 ./etc
f 644 ./etc/hostname
f 644 ./etc/hosts
f 644 ./etc/resolv.conf
d 755 ./proc
d 755 ./run
d 755 ./sys"
	[ "$(cat /vservers/b1/etc/hostname)" = b1 ] || fail "hostname"
	run showattr -d /vservers
	out_has 'B'
	[ "$(stat -c %a /vservers)" = 700 ] ||
		fail "users of the host can enter"
}

existing_is_not_touched()
{
	run vserver b1 build -m skeleton
	status_is 1
	err_has "'/etc/vservers/b1' exist already"
	[ "$(cat $conf/b1/context)" = 40100 ] || fail "it was touched"
	run vserver b1 build -m skeleton --force
	status_is 0
	out_has "^Renamed '$conf/b1' to '$conf/b1\.~[0-9]+~'\$"
	out_has "^Renamed '/vservers/b1' to '/vservers/b1\.~[0-9]+~'\$"
	[ "$(cat $conf/b1/context)" = 40101 ] || fail "the same context"
	run vserver b2 build -m skeleton --context 77
	[ "$(cat $conf/b2/context)" = 77 ] || fail "another context"
	[ "$(cat $conf/.defaults/context.next)" = 40102 ] || fail "a number"
}

defaults_are_copied_as_they_are()
{
	mkdir -p $conf/.defaults/files
	printf 'TZif\0binary\0' > $conf/.defaults/files/localtime
	vserver b3 build -m skeleton
	cmp $conf/.defaults/files/localtime /vservers/b3/etc/localtime
}

# a root with one of everything
make_source()
{
	local s=/vservers/b1

	mkdir -p $s/usr/share $s/deep/er
	echo shared > $s/usr/share/unified
	setattr --iunlink $s/usr/share/unified
	echo own > $s/usr/share/own
	ln $s/usr/share/own $s/deep/er/link
	chown 33:44 $s/usr/share/own
	chmod 4750 $s/usr/share/own
	touch -d '2001-02-03 04:05:06' $s/usr/share/own $s/deep
	truncate -s 8M $s/sparse
	echo end >> $s/sparse
	setfattr -n user.test -v value $s/usr/share/own
	setfattr -n security.capability \
		-v 0x0100000200040000000000000000000000000000 $s/deep/er/cap \
		2> /dev/null || true
	setfacl -m u:55:r $s/sparse
	ln -s /etc/shadow $s/away
	mkfifo $s/fifo
	mkdir -p $s/jail
	mknod $s/jail/null c 1 3
	mknod $s/jail/disk b 253 0
	mknod $s/jail/mem c 1 1
}

clone_copies_and_links()
{
	local s=/vservers/b1 t=/vservers/c1

	make_source
	run vserver c1 build -m clone -- -s b1
	status_is 0
	[ $s/usr/share/unified -ef $t/usr/share/unified ] ||
		fail "unified is copied"
	[ ! $s/usr/share/own -ef $t/usr/share/own ] || fail "own is linked"
	[ $t/deep/er/link -ef $t/usr/share/own ] || fail "no hard link inside"
	run stat -c '%u:%g %a %Y' $t/usr/share/own
	out_is "33:44 4750 $(stat -c %Y $s/usr/share/own)"
	run stat -c '%Y' $t/deep
	out_is "$(stat -c %Y $s/deep)"
	cmp $s/sparse $t/sparse
	[ "$(stat -c %b $t/sparse)" -lt 100 ] || fail "no holes"
	run getfattr --only-values -n user.test $t/usr/share/own
	out_is value
	run getfacl -cn $t/sparse
	out_has '^user:55:r--$'
	[ "$(readlink $t/away)" = /etc/shadow ] || fail "link"
	[ -p $t/fifo ] || fail "fifo"
	[ -c $t/jail/null ] || fail "null"
	[ ! -e $t/jail/disk ] || fail "a disk"
	[ ! -e $t/jail/mem ] || fail "the memory"
	[ "$(cat $t/etc/hostname)" = c1 ] || fail "hostname"
}

# the new guest's name is written to a file that the source shares with it
shared_names_are_not_written()
{
	setattr --iunlink /vservers/b1/etc/hostname
	run vserver c2 build -m clone -- -s b1
	[ "$(cat /vservers/b1/etc/hostname)" = b1 ] || fail "the source's name"
	[ "$(cat /vservers/c2/etc/hostname)" = c2 ] || fail "the clone's name"
}

templates_are_unpacked()
{
	mkdir -p /tmp/t/etc /tmp/t/dev /tmp/t/jail
	echo one > /tmp/t/etc/one
	mknod /tmp/t/dev/disk b 253 0
	mknod /tmp/t/jail/disk b 253 0
	tar -C /tmp/t -czf /tmp/one.tgz .
	(cd /tmp/t && find . | busybox cpio -o -H newc > /tmp/two.cpio)
	run vserver t1 build -m template -- -t /tmp/one.tgz -t /tmp/two.cpio
	status_is 0
	[ "$(cat /vservers/t1/etc/one)" = one ] || fail "the file"
	[ ! -e /vservers/t1/dev/disk ] || fail "a disk in /dev"
	[ -c /vservers/t1/dev/null ] || fail "no devices"
	[ ! -e /vservers/t1/jail/disk ] || fail "a disk elsewhere"
	head -c 100 /tmp/one.tgz > /tmp/short.tgz
	fails '/tmp/short.tgz: ' -m template -- -t /tmp/short.tgz
}

# names that lead out of the directory they are unpacked in
hostile_templates_stay_inside()
{
	mkdir -p /tmp/h /tmp/outside
	echo evil > /tmp/h/evil
	tar -C /tmp/h -cPf /tmp/abs.tar --transform 's,.*,/tmp/outside/evil,' \
		evil
	run vserver h1 build -m template -- -t /tmp/abs.tar
	[ ! -e /tmp/outside/evil ] || fail "an absolute name"
	tar -C /tmp/h -cPf /tmp/up.tar \
		--transform 's,.*,../../tmp/outside/evil,' evil
	fails 'cannot unpack' -m template -- -t /tmp/up.tar
	[ ! -e /tmp/outside/evil ] || fail "a name with .."
	ln -s ../../tmp/outside /tmp/h/link
	tar -C /tmp/h -cPf /tmp/link.tar link
	tar -C /tmp/h -rPf /tmp/link.tar --transform 's,.*,link/evil,' evil
	run vserver h2 build -m template -- -t /tmp/link.tar
	[ ! -e /tmp/outside/evil ] || fail "through a link"
}

# files of the root where the build writes
hostile_roots_stay_inside()
{
	rm -rf /tmp/h
	mkdir -p /tmp/h /tmp/outside
	ln -s /../../tmp/outside /tmp/h/etc
	ln -s /../../tmp/outside /tmp/h/dev
	tar -C /tmp/h -cf /tmp/links.tar .
	run vserver h3 build -m template -- -t /tmp/links.tar
	[ -z "$(ls /tmp/outside)" ] || fail "something is outside"
	rm /tmp/h/etc
	mkdir /tmp/h/etc
	mkfifo /tmp/h/etc/{hostname,hosts,machine-id,resolv.conf}
	tar -C /tmp/h -cf /tmp/fifos.tar .
	run timeout 30 vserver h4 build -m template -- -t /tmp/fifos.tar
	[ "$status" != 124 ] || fail "it hangs"
}

# more directories than a process has descriptors
deep_roots_are_deleted()
{
	local i path

	path=$(printf 'd/%.0s' {1..50})
	mkdir /vservers/t1/old
	for ((i = 0; i < 10; i++)); do
		mkdir -p "/vservers/t1/new/$path"
		mv /vservers/t1/old "/vservers/t1/new/$path"
		mv /vservers/t1/new /vservers/t1/old
	done
	mkdir /vservers/t1/.removed.0
	touch /vservers/t1/.removed.0/file
	(ulimit -n 256
	 run timeout 30 vserver --silent t1 delete
	 status_is 0)
	nothing_of t1
}

host_up
tap_main errors_leave_nothing wrong_options_leave_nothing \
	numbers_are_nobodys source_may_run keep_keeps skeleton_has_its_files \
	skeleton_has_its_root existing_is_not_touched \
	defaults_are_copied_as_they_are clone_copies_and_links \
	shared_names_are_not_written templates_are_unpacked \
	hostile_templates_stay_inside hostile_roots_stay_inside \
	deep_roots_are_deleted
