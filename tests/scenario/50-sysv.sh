#!/bin/bash
# vm: -d 256 -t 600
# SPDX-License-Identifier: GPL-2.0-only
# Init style sysv with a guest of busybox: an rc script starts a daemon and
# stops it; process 1 is ours.  And style plain, where it is the guest's.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

root=/vservers/sysv conf=/etc/vservers/sysv xid=50

make_guest()
{
	vserver sysv build -m skeleton --context $xid --hostname sysv \
		--interface dummy0:192.0.2.5/24
	mkdir -p $root/{bin,sbin,tmp,etc/init.d}
	cp /bin/busybox $root/bin/
	chroot $root /bin/busybox --install -s /bin
	ln -s /bin/busybox $root/bin/mydaemon
	make_rc 'sleep 5000 > /dev/null 2>&1 &' 'killall -15 sleep'
}

# the rc script: what it does at the start and at the stop
make_rc()
{
	cat > $root/etc/init.d/rc <<-END
	#!/bin/sh
	echo "rc \$1 \$PREVLEVEL \$RUNLEVEL pid1=\$(cat /proc/1/comm)" \
		>> /tmp/rc.log
	case \$1 in
	6) $2 ;;
	*) $1 ;;
	esac
	END
	chmod 755 $root/etc/init.d/rc
	rm -f $root/tmp/rc.log
}

failure_of_rc_is_that_of_start()
{
	make_rc 'echo "the reason"; sleep 5000 & exit 7' :
	run vserver sysv start
	status_is 7
	out_has 'the reason'
	err_has "'/etc/init.d/rc' of the guest failed with status 7"
	all_gone sysv $xid 5
	! pgrep -x sleep > /dev/null || fail "its daemon runs"
	make_rc 'kill -9 $$' :
	run vserver sysv start
	status_is 137
	all_gone sysv $xid 5
}

daemon_goes_on()
{
	make_rc 'sleep 5000 > /dev/null 2>&1 &' 'killall -15 sleep'
	run vserver sysv start
	status_is 0
	[ -z "$err" ] || fail "it complains"
	run vserver sysv exec ps -o pid,args
	out_has '^ *1 .*/etc/init.d/rc 3$'
	out_has '[0-9] sleep 5000$'
	run cat $root/tmp/rc.log
	out_has '^rc 3 N 3 '
}

# the files of the host are out of its sight in /proc
process_1_is_sealed()
{
	run vserver sysv exec sh -c ': > /proc/1/exe'
	err_has 'Text file busy|not permitted|Permission denied'
	run vserver sysv exec sh -c 'cat /proc/1/exe | head -c 4 | tail -c 3'
	out_is ELF
}

orphans()
{
	vserver sysv exec ps -o stat,args | grep -c '^Z' || true
}

orphans_are_reaped()
{
	vserver sysv exec sh -c '(sh -c "sleep 0.1 & sleep 0.1 & exit 0" &)'
	sleep 1
	[ "$(orphans)" = 0 ] || fail "zombies are left"
}

stop_runs_rc_6()
{
	run vserver sysv stop
	status_is 0
	run tail -n 1 $root/tmp/rc.log
	out_has '^rc 6 3 6 '
	all_gone sysv $xid 5
}

runlevels_are_configured()
{
	rm -f $root/tmp/rc.log
	echo 2 > $conf/apps/init/runlevel.start
	echo 0 > $conf/apps/init/runlevel.stop
	vserver sysv start
	mkdir -p $conf/apps/vshelper
	echo 1 > $conf/apps/vshelper/sync-timeout
	# rc does nothing at 0: the rest is killed
	run vserver sysv stop
	status_is 0
	run cut -d ' ' -f 1-4 $root/tmp/rc.log
	out_is "rc 2 N 2
rc 0 2 0"
	all_gone sysv $xid 5
	rm $conf/apps/init/runlevel.* $conf/apps/vshelper/sync-timeout
}

init_pid()
{
	vserver-info sysv INITPID
}

rebooted()
{
	local new

	new=$(init_pid) && [ -n "$new" ] && [ "$new" != "$1" ]
}

reboot_inside_restarts()
{
	local old

	vserver sysv start
	old=$(init_pid)
	vserver sysv exec reboot -f || true
	within 40 rebooted "$old" ||
		fail "not rebooted: $(cat /tmp/vshelper.log)"
	within 10 vserver sysv exec pidof sleep || fail "no daemon"
	vserver sysv exec poweroff -f || true
	within 40 [ ! -e /run/vservers/sysv ] ||
		fail "not off: $(cat /tmp/vshelper.log)"
	within 10 [ ! -e /proc/virtual/$xid ] || fail "the context is there"
}

terminals_stay_outside()
{
	make_rc 'readlink /proc/self/fd/0; readlink /proc/self/fd/1
		 (: < /dev/tty) 2>&1 || echo no tty; sleep 5000 &' \
		'readlink /proc/self/fd/0; readlink /proc/self/fd/2
		 (: < /dev/tty) 2>&1 || echo no tty; killall -15 sleep'
	run on_terminal "vserver sysv start"
	out_has '/null'
	out_has 'pipe:'
	out_has 'no tty'
	! grep -q pts <<< "$out" || fail "the start gives it the terminal"
	run on_terminal "vserver sysv exec sh -c 'readlink /proc/self/fd/0
		readlink /proc/self/fd/2 >&2; (: < /dev/tty) || echo no
		exit 9' | cat"
	out_has '/null'
	out_has 'pipe:'
	out_has 'no$|no.$'
	! grep -q pts <<< "$out" || fail "exec gives it the terminal"
	run on_terminal "vserver sysv exec sh -c 'exit 9' > /dev/null"
	status_is 9
	run on_terminal "vserver sysv exec seq 20000 2>&1 >&2 | cat; true"
	out_has '20000'
	run on_terminal "vserver sysv stop"
	out_has '/null'
	out_has 'no tty'
	! grep -q pts <<< "$out" || fail "the stop gives it the terminal"
	all_gone sysv $xid 5
}

# ctrl-C on the terminal ends the command inside
keys_reach_the_command()
{
	vserver sysv start > /dev/null
	SECONDS=0
	(sleep 4; printf '\003'; sleep 5) |
		script -qec "vserver sysv exec sleep 60 | cat" /dev/null \
			> /dev/null || true
	[ "$SECONDS" -lt 30 ] || fail "not interrupted"
	! pgrep -f '^sleep 60$' > /dev/null || fail "it runs"
	vserver sysv stop > /dev/null
}

plain_ends_by_sigint()
{
	echo plain > $conf/apps/init/style
	printf '#!/bin/sh\ntrap "echo int > /tmp/int; exit 0" INT
		sleep 5000 &\nwait\n' > $root/sbin/init
	chmod 755 $root/sbin/init
	vserver sysv start
	run vserver sysv exec cat /proc/1/comm
	out_is init
	run vserver sysv exec readlink /proc/1/fd/0
	out_has '/null$'
	SECONDS=0
	run vserver sysv stop
	status_is 0
	[ -z "$err" ] || fail "it complains"
	[ "$SECONDS" -lt "$(tap_time 10)" ] || fail "it was killed"
	[ "$(cat $root/tmp/int)" = int ] || fail "no SIGINT"
	all_gone sysv $xid 5
}

host_up
make_guest
tap_main failure_of_rc_is_that_of_start daemon_goes_on process_1_is_sealed \
	orphans_are_reaped stop_runs_rc_6 runlevels_are_configured \
	reboot_inside_restarts terminals_stay_outside keys_reach_the_command \
	plain_ends_by_sigint
