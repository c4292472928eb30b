#!/bin/bash
# vm: -d 512 -t 900
# SPDX-License-Identifier: GPL-2.0-only
# Starts and stops that go wrong, by themselves, by the admin's hand or because
# the guest wants it so: what is the host's stays, what is the guest's goes.

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

host_up
tests=(address_of_the_host_stays address_of_another_guest_stays
	failed_start_leaves_addresses stop_takes_what_start_gave
	killed_start_is_cleaned_up users_cannot_lock
	stop_that_cannot_clean_up_fails slow_guest_keeps_nobody_waiting)
tap_main "${tests[@]}"
