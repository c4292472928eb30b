#!/bin/bash
# vm: -d 512 -t 900
# SPDX-License-Identifier: GPL-2.0-only
# Starts and stops that go wrong, by themselves, by the admin's hand or because
# the guest wants it so: what is the host's stays, what is the guest's goes.
# (SC2016: words in single quotes are for the shells of guests and scripts)
# shellcheck disable=SC2016

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

# a guest of busybox: name, context and last byte of its address, init style
make_guest()
{
	local root=/vservers/$1 conf=/etc/vservers/$1

	vserver "$1" build -m skeleton --context "$2" --hostname "$1" \
		--interface "dummy0:192.0.2.$2/24" --initstyle "$3"
	mkdir -p "$root"/{bin,sbin,tmp,etc/init.d} "$conf/apps/vshelper"
	cp /bin/busybox "$root/bin/"
	chroot "$root" /bin/busybox --install -s /bin
	minimal_init "$root"
	echo 3 > "$conf/apps/vshelper/sync-timeout"
	[ "$3" = plain ] || make_rc "$1" 'sleep 5000 > /dev/null 2>&1 &' :
}

# its rc script: what it does at the start and at the stop
make_rc()
{
	printf '#!/bin/sh\ncase $1 in 6) %s ;; *) %s ;; esac\n' "$3" "$2" \
		> "/vservers/$1/etc/init.d/rc"
	chmod 755 "/vservers/$1/etc/init.d/rc"
}

# a script of the admin: guest, flavour, line
script()
{
	mkdir -p "/etc/vservers/$1/scripts"
	printf '#!/bin/sh\n%s\n' "$3" > "/etc/vservers/$1/scripts/$2"
	chmod 755 "/etc/vservers/$1/scripts/$2"
}

addresses()
{
	ip -4 -o addr show dev dummy0 | awk '{ print $4 }'
}

has_address()
{
	addresses | grep -qx "192.0.2.$1/24" || fail "192.0.2.$1 is gone"
}

has_no_address()
{
	! addresses | grep -qx "192.0.2.$1/24" || fail "192.0.2.$1 is there"
}

# a command ends in time: seconds, command
in_time()
{
	local end=$((SECONDS + $1))
	shift

	run timeout -k 1 200 "$@"
	[ "$SECONDS" -le "$end" ] || fail "too long: $*"
}

address_of_the_host_stays()
{
	ip addr add 192.0.2.60/24 dev dummy0
	make_guest host 60 plain
	vserver host stop
	has_address 60
	vserver host start
	has_address 60
	vserver host stop
	vserver host stop
	has_address 60
	ip addr del 192.0.2.60/24 dev dummy0
	vserver host start
	has_address 60
	vserver host stop
	all_gone host 60 60
}

address_of_another_guest_stays()
{
	make_guest one 61 plain
	make_guest two 62 plain
	echo 192.0.2.61 > /etc/vservers/two/interfaces/0/ip
	vserver one start
	vserver two stop
	has_address 61
	vserver two start
	vserver two stop
	has_address 61
	vserver one stop
	has_no_address 61
	echo 192.0.2.62 > /etc/vservers/two/interfaces/0/ip
}

# addresses after the one that fails are not ours
failed_start_leaves_addresses()
{
	local conf=/etc/vservers/one/interfaces

	ip addr add 192.0.2.70/24 dev dummy0
	mkdir $conf/1 $conf/2
	echo 192.0.2.71 > $conf/1/ip
	echo none0 > $conf/1/dev
	echo 192.0.2.70 > $conf/2/ip
	echo 24 > $conf/2/prefix
	echo dummy0 > $conf/2/dev
	run vserver one start
	status_is 1
	has_no_address 61
	has_address 70
	rm -r $conf/1 $conf/2
	ip addr del 192.0.2.70/24 dev dummy0
}

# what is configured at the stop does not count
stop_takes_what_start_gave()
{
	vserver one start
	echo 192.0.2.72 > /etc/vservers/one/interfaces/0/ip
	vserver one stop
	has_no_address 61
	echo 192.0.2.61 > /etc/vservers/one/interfaces/0/ip
}

killed_start_is_cleaned_up()
{
	script one pre-start 'kill -KILL $PPID; sleep 1'
	run vserver one start
	status_is 137
	run vserver one stop
	has_no_address 61
	run vserver one start
	rm /etc/vservers/one/scripts/pre-start
	vserver one start
	vserver one stop
	all_gone one 61 61
}

slow_guest_keeps_nobody_waiting()
{
	make_guest slow 63 sysv
	make_rc slow 'sleep 10000' :
	vserver one start
	vserver slow start > /dev/null 2>&1 &
	within 20 vserver slow running
	in_time 20 vserver one stop
	status_is 0
	all_gone one 61 61
	in_time 20 vserver one start
	status_is 0
	vserver one stop
	# the start itself is ended by the stop
	in_time 40 vserver slow stop
	status_is 0
	wait
	all_gone slow 63 63
}

# a user of the host cannot hold a start up
users_cannot_lock()
{
	local lock

	vserver one start
	vserver one stop
	for lock in /run/lock/vserver.* /run/vservers/.lock/*; do
		[ -e "$lock" ] || continue
		run setpriv --reuid 65534 --clear-groups flock -n "$lock" true
		[ "$status" != 0 ] || fail "locks $lock"
	done
	for lock in interfaces etcvserversone.startup; do
		run setpriv --reuid 65534 --clear-groups \
			sh -c ": >> /run/lock/vserver.$lock"
	done
	echo 2 > /proc/sys/fs/protected_regular
	in_time 20 vserver one start
	status_is 0
	echo 0 > /proc/sys/fs/protected_regular
	vserver one stop
}

stop_that_cannot_clean_up_fails()
{
	vserver one start
	flock /run/vservers/.lock/interfaces sleep 200 > /dev/null 2>&1 &
	run vserver one stop
	status_is 1
	err_has "cannot get the lock"
	kill %1
	pkill -x sleep || true
	run vserver one stop
	status_is 0
	all_gone one 61 61
}

# its rc script has no end
hanging_stop_is_ended()
{
	make_rc slow 'sleep 5000 > /dev/null 2>&1 &' 'sleep 10000'
	vserver slow start
	in_time 30 vserver slow stop
	status_is 0
	err_has "'slow' did not end in time: its processes are killed"
	all_gone slow 63 63
	! pgrep -f '^sleep (5000|10000)$' > /dev/null || fail "they run"
}

# in a frozen group of the guest's own, which whoever asks it something joins
frozen_guest_is_stopped()
{
	make_rc slow 'sleep 5000 > /dev/null 2>&1 &' :
	vserver slow start
	vserver slow exec sh -c 'mkdir /sys/fs/cgroup/z
		echo 1 > /sys/fs/cgroup/z/cgroup.procs
		echo 1 > /sys/fs/cgroup/z/cgroup.freeze'
	in_time 40 vserver slow stop
	status_is 0
	all_gone slow 63 63
	# it is frozen again whenever the host thaws it
	vserver slow start
	vserver slow exec sh -c 'mkdir /sys/fs/cgroup/z
		echo 1 > /sys/fs/cgroup/z/cgroup.procs
		(while :; do echo 1 > /sys/fs/cgroup/z/cgroup.freeze
		 done) > /dev/null 2>&1 &'
	in_time 60 vserver slow stop
	status_is 0
	all_gone slow 63 63
	! pgrep -f 'vserver.*slow' > /dev/null || fail "a helper is left"
}

# each line of the guest's helper that is run: event
helped()
{
	grep -c "vshelper $1 " /tmp/vshelper.log || true
}

reboots()
{
	printf '#!/bin/sh\n%sreboot -f\n' "$2" > "/vservers/$1/sbin/init"
	chmod 755 "/vservers/$1/sbin/init"
}

stop_ends_a_reboot_loop()
{
	local i

	make_guest loop 64 plain
	for i in 1 2 3; do
		rm -f /run/vservers/.reboots/loop
		reboots loop ''
		run vserver loop start
		sleep 1
		vserver loop stop
		sleep 3
		all_gone loop 64 64
	done
}

# with a pause: a lock that is free now and then is not the reason
reboot_loop_has_an_end()
{
	: > /tmp/vshelper.log
	rm -f /run/vservers/.reboots/loop
	reboots loop 'usleep 100000; '
	run vserver loop start
	within 90 grep -q 'it stays stopped' /tmp/vshelper.log ||
		fail "no end: $(helped restart) reboots"
	sleep 3
	all_gone loop 64 64
	[ "$(helped restart)" -le 12 ] || fail "$(helped restart) reboots"
	minimal_init /vservers/loop
	vserver loop start
	vserver loop stop
}

reboot_is_a_restart()
{
	rm -f /run/vservers/.reboots/loop
	vserver loop start
	# by one that is not its first
	vserver loop exec reboot -f || true
	sleep 1
	within 30 vserver loop running || fail "no restart"
	vserver loop stop
	all_gone loop 64 64
}

restart_is_one_thing()
{
	local old

	vserver loop start
	old=$(vserver-info loop INITPID)
	in_time 30 vserver loop restart
	status_is 0
	[ "$(vserver-info loop INITPID)" != "$old" ] || fail "the same init"
	vserver loop stop
	in_time 30 vserver loop restart
	status_is 0
	vserver loop stop
}

delete_leaves_nothing()
{
	script loop pre-start 'kill -KILL $PPID; sleep 1'
	run vserver loop start
	has_address 64
	run vserver --silent loop delete
	status_is 0
	has_no_address 64
	[ ! -e /sys/fs/cgroup/vserver/loop ] || fail "its group is there"
}

groups_of_any_name_and_depth_go()
{
	vserver one start
	vserver one exec sh -c 'mkdir -p /sys/fs/cgroup/.x/.y /sys/fs/cgroup/..z
		cd /sys/fs/cgroup; i=0
		while [ $i -lt 1200 ]; do mkdir d; cd d; i=$((i+1)); done'
	run vserver one stop
	status_is 0
	all_gone one 61 61
}

# what cannot go is told
group_that_stays_is_told()
{
	vserver one start
	mkdir /sys/fs/cgroup/vserver/one/host
	mount --bind /sys/fs/cgroup/vserver/one/host \
		/sys/fs/cgroup/vserver/one/host
	run vserver one stop
	status_is 1
	err_has "cannot remove the control group '/sys/fs/cgroup/vserver/one'"
	umount /sys/fs/cgroup/vserver/one/host
	run vserver one stop
	status_is 0
	all_gone one 61 61
}

persistent_guest_is_undone()
{
	echo persistent > /etc/vservers/one/cflags
	script one post-start 'exit 9'
	run vserver one start
	status_is 9
	all_gone one 61 61
	rm /etc/vservers/one/scripts/post-start
	vserver one start
	run vserver one stop
	status_is 0
	all_gone one 61 61
	rm /etc/vservers/one/cflags
}

broken_off_stop_is_undone()
{
	make_rc slow 'sleep 5000 > /dev/null 2>&1 &' 'sleep 10000'
	echo 60 > /etc/vservers/slow/apps/vshelper/sync-timeout
	vserver slow start
	# the rc script goes on, and would hold a pipe of ours
	! timeout 3 vserver slow stop > /tmp/stop.log 2>&1 ||
		fail "it is stopped"
	run sed -n 2p /run/vshelper/63
	out_is default
	echo 3 > /etc/vservers/slow/apps/vshelper/sync-timeout
	make_rc slow 'sleep 5000 > /dev/null 2>&1 &' :
	vserver slow exec poweroff -f || true
	within 80 [ ! -e /run/vservers/slow ] || fail "the run file is there"
	within 10 [ ! -e /sys/fs/cgroup/vserver/slow ] || fail "its group"
	within 10 [ ! -e /proc/virtual/63 ] || fail "its context"
	all_gone slow 63 63
}

# a stop by one name of what was started by another
names_are_the_same_guest()
{
	ln -sfn one /etc/vservers/other
	vserver other start
	run vserver one start
	status_is 0
	err_has 'already running'
	vserver one stop
	all_gone one 61 61
	[ ! -e /sys/fs/cgroup/vserver/other ] || fail "its group is there"
	script one pre-start 'sleep 2'
	vserver one start &
	vserver other start
	wait
	run vserver one running
	status_is 0
	rm /etc/vservers/one/scripts/pre-start
	vserver other stop
	all_gone one 61 61
	rm /etc/vservers/other
}

host_up
tests=(address_of_the_host_stays address_of_another_guest_stays
	failed_start_leaves_addresses stop_takes_what_start_gave
	killed_start_is_cleaned_up users_cannot_lock
	stop_that_cannot_clean_up_fails slow_guest_keeps_nobody_waiting
	hanging_stop_is_ended frozen_guest_is_stopped stop_ends_a_reboot_loop
	reboot_loop_has_an_end reboot_is_a_restart restart_is_one_thing
	delete_leaves_nothing groups_of_any_name_and_depth_go
	group_that_stays_is_told persistent_guest_is_undone
	broken_off_stop_is_undone names_are_the_same_guest)
[ $# = 0 ] || tests=("$@")
tap_main "${tests[@]}"
