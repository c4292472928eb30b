#!/bin/bash
# vm: -d 128 -t 600
# SPDX-License-Identifier: GPL-2.0-only
# The caller's terminal, groups and signals stay with the caller, whatever the
# guest does; the guest is of busybox.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

root=/vservers/term xid=60

make_guest()
{
	vserver term build -m skeleton --context $xid --hostname term \
		--interface dummy0:192.0.2.6/24 --initstyle plain
	mkdir -p $root/{bin,sbin,tmp,etc/init.d}
	cp /bin/busybox $root/bin/
	chroot $root /bin/busybox --install -s /bin
	minimal_init $root
	vserver term start
}

# what a test changed of the guest's devices
make_devices()
{
	rm -f $root/dev/{ptmx,null,tty}
	mknod -m 666 $root/dev/ptmx c 5 2
	mknod -m 666 $root/dev/null c 1 3
	mknod -m 666 $root/dev/tty c 5 0
}

# /dev/ptmx is a file whose opening waits for the one who holds a lease on it
hold_ptmx()
{
	rm $root/dev/ptmx
	: > $root/dev/ptmx
	perl -e 'open(F, "<", $ARGV[0]) or die; $SIG{IO} = "IGNORE";
		 fcntl(F, 1024, 0) or die; sleep 40' $root/dev/ptmx &
	holder=$!
	trap release_ptmx EXIT
	sleep 1
}

release_ptmx()
{
	trap - EXIT
	kill "$holder"
	wait "$holder" || true
	make_devices
}

# the process of ours that has entered the guest and waits there
find_entered()
{
	local p

	for p in /proc/[0-9]*; do
		grep -qsx "VxID:.$xid" "$p/status" || continue
		case $(cat "$p/comm") in
		*vserver*|vcontext) entered=${p#/proc/}; return ;;
		esac
	done
	return 1
}

wait_entered()
{
	local end=$((SECONDS + 20))

	until find_entered; do
		[ "$SECONDS" -lt "$end" ] || fail "nobody enters"
		sleep 0.2
	done
}

# no descriptor of a terminal, and none that controls it
has_no_terminal()
{
	local stat

	run ls -l "/proc/$entered/fd"
	status_is 0
	! grep -qE 'pts|tty|console' <<< "$out" || fail "holds a terminal"
	stat=$(cat "/proc/$entered/stat")
	# state, parent, group, session, terminal
	read -r _ _ _ _ tty _ <<< "${stat##*) }"
	[ "$tty" = 0 ] || fail "a terminal $tty controls it"
}

# run a command on a terminal, look at who enters, and type ctrl-C
enters_without_terminal()
{
	local typist

	hold_ptmx
	rm -f /tmp/keys
	mkfifo /tmp/keys
	timeout 60 script -qec "$1" /dev/null < /tmp/keys > /tmp/screen &
	typist=$!
	exec 8> /tmp/keys
	wait_entered
	has_no_terminal
	printf '\003' >&8
	within 10 [ ! -e "/proc/$entered" ] || fail "ctrl-C does not end it"
	exec 8>&-
	within 10 [ ! -e "/proc/$typist" ] || fail "ctrl-C does not end all"
	wait "$typist" || true
	release_ptmx
}

exec_leaves_the_terminal()
{
	enters_without_terminal "vserver term exec true"
}

vcontext_leaves_the_terminal()
{
	cd $root
	enters_without_terminal "vcontext --migrate --xid $xid --chroot \
		--vlogin -- true"
}

# before the guest is entered, nothing of it is opened
null_of_the_guest_is_no_terminal()
{
	ln -sf tty $root/dev/null
	enters_without_terminal "vserver term exec true"
	rm $root/dev/null
	enters_without_terminal "vserver term exec true"
}

messages_come_out()
{
	trap make_devices EXIT
	cd $root
	rm dev/ptmx
	: > dev/ptmx
	run on_terminal "vserver term exec true"
	status_is 255
	out_has '^vserver: no terminal in the guest: Inappropriate ioctl'
	run on_terminal "vcontext --migrate --xid $xid --chroot --vlogin -- \
		true"
	status_is 255
	out_has '^vcontext: cannot get a terminal in the guest: Inappropriate'
	rm dev/ptmx
	run on_terminal "vserver term exec true"
	out_has '^vserver: no terminal in the guest: No such file'
	make_devices
	run on_terminal "vserver term exec /no/such/program"
	status_is 127
	out_has "cannot run '/no/such/program' in the guest"
	run on_terminal "vserver term exec sh -c 'tty; exit 7'"
	status_is 7
	out_has '/pts/0|/console'
}

# what a command shows on a terminal is too much to keep
ends_soon()
{
	local begin=$SECONDS bytes

	bytes=$(on_terminal "timeout --foreground 60 $1" | wc -c)
	echo "# $bytes bytes in $((SECONDS - begin)) seconds"
	[ "$bytes" -gt 10000 ] || fail "no flood"
	[ $((SECONDS - begin)) -lt 30 ] || fail "does not end"
}

# it goes on after the command, and opens a terminal again after a hangup
make_flood()
{
	cat > $root/bin/flood <<-'END'
	#!/bin/sh
	trap '' HUP
	out=/proc/self/fd/1
	[ ! -t 1 ] || out=$(tty)
	for i in 1 2 3 4 5 6 7 8; do
		(while :; do yes > $out; done) 2> /dev/null &
	done
	yes >&2 &
	sleep 1
	END
	chmod 755 $root/bin/flood
}

end_flood()
{
	vserver term exec killall flood yes || true
}

floods_do_not_hold_us()
{
	make_flood
	ends_soon "vserver term exec flood < /dev/null"
	end_flood
	ends_soon "vserver term exec flood"
	end_flood
}

floods_do_not_hold_the_start()
{
	vserver term stop
	echo sysv > /etc/vservers/term/apps/init/style
	printf '#!/bin/sh\nflood\n' > $root/etc/init.d/rc
	chmod 755 $root/etc/init.d/rc
	ends_soon "vserver term start"
	vserver term running || fail "does not run"
	vkill -s KILL -c $xid
	within 10 [ ! -e /proc/virtual/$xid ]
	vserver term stop
	echo plain > /etc/vservers/term/apps/init/style
	vserver term start
}

groups_stay_outside()
{
	run setpriv --groups 4,24,27 vserver term exec id -G
	out_is 0
	run setpriv --groups 4,24,27 --rgid 4 vserver term exec \
		grep -E '^(Gid|Groups)' /proc/self/status
	out_is "$(printf 'Gid:\t0\t0\t0\t0\nGroups:\t ')"
	run setpriv --groups 4,24,27 vserver term suexec 77 id -G
	out_is 77
}

signals_are_the_usual()
{
	run sh -c "trap '' HUP TERM USR1 PIPE
		vserver term exec grep -E '^Sig(Blk|Ign)' /proc/self/status"
	out_is "$(printf 'SigBlk:\t%016d\nSigIgn:\t%016d' 0 0)"
}

# what the guest calls itself and its files does nothing to our terminal
names_are_quoted()
{
	vserver term exec hostname "$(printf '\033]0;pwn\007x')"
	run vuname --get --xid $xid nodename
	out_is '\033]0;pwn\007x'
	run vserver-info term UTS nodename
	out_is '\033]0;pwn\007x'
	vserver term exec touch "$(printf '/tmp/x\n----UI-- forged\033[2J')"
	run showattr $root/tmp
	! grep -q '^----UI' <<< "$out" || fail "a line is forged"
	out_has '/x\\012----UI-- forged\\033\[2J$'
	run setattr --barrier "$root/tmp/$(printf '\033[2J')"
	err_has '\\033\[2J'
}

host_up
make_guest
tap_main exec_leaves_the_terminal vcontext_leaves_the_terminal \
	null_of_the_guest_is_no_terminal messages_come_out \
	floods_do_not_hold_us floods_do_not_hold_the_start \
	groups_stay_outside signals_are_the_usual names_are_quoted
