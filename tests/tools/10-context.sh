#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Process contexts: vcontext and chcontext.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# a context that stays, with a process; prints nothing
keep()
{
	vcontext --create --xid "$1" --silent --disconnect -- \
		vcontext --migrate-self --endsetup -- sleep 60
}

guest_sees_itself_only()
{
	run chcontext --silent --xid 100 -- sh -c 'ls -d /proc/[0-9]* | wc -l'
	status_is 0
	# the shell, ls and wc
	[ "$out" -le 3 ] || fail "$out processes are seen"
	run chcontext --silent --xid 100 -- kill -0 1
	[ "$status" != 0 ] || fail "the host's init can be signalled"
}

id_is_told()
{
	run chcontext --xid 101 -- grep VxID /proc/self/status
	status_is 0
	out_is "New security context is 101
VxID: 101"
	run chcontext --silent --xid 101 -- true
	out_is ""
}

id_is_chosen()
{
	run chcontext -- sh -c 'chmod 644 /dev/null; grep VxID /proc/self/status'
	status_is 0
	out_has '^New security context is (49[0-9]{3}|[56][0-9]{4})$'
	[ "$(sed -n 's/New.* //p' <<< "$out")" = \
		"$(sed -n 's/VxID: //p' <<< "$out")" ] || fail "ids differ"
}

status_of_program_is_kept()
{
	for code in 0 1 7 254 255; do
		run chcontext --silent --xid 102 -- sh -c "exit $code"
		status_is "$code"
	done
	run vcontext --create --silent --xid 102 -- sh -c 'exit 3'
	status_is 3
}

existing_context_is_254()
{
	keep 103
	run vcontext --create --xid 103 -- true
	status_is 254
	err_has 'exists already'
	run vcontext --create --silentexist --xid 103 -- true
	status_is 254
	[ -z "$err" ] || fail "not silent"
	vkill -s KILL -c 103
}

errors_are_255()
{
	run vcontext -- true
	status_is 255
	run vcontext --create --migrate --xid 5 -- true
	status_is 255
	run vcontext --create --initpid --xid 5 -- true
	status_is 255
	run vcontext --migrate -- true
	status_is 255
	run vcontext --create --xid 104
	status_is 255
	run vcontext --migrate --xid 104 -- true
	status_is 255
	err_has 'cannot enter context 104: No such process'
	run vcontext --nonsense
	status_is 255
	err_has "Try '.*--help' for more information"
	run vcontext --create --silent --xid 104 -- /no/such/program
	status_is 255
	run vcontext --create --xid no-such-guest -- true
	status_is 255
	err_is_one_line
}

chcontext_joins()
{
	keep 105
	run chcontext --xid 105 -- grep VxID /proc/self/status
	status_is 0
	out_is "VxID: 105"
	run vcontext --migrate --xid 105 -- grep VxID /proc/self/status
	out_is "VxID: 105"
	vkill -s KILL -c 105
}

spectator_sees_guests()
{
	keep 106
	run chcontext --xid 1 -- sh -c 'cat /proc/[0-9]*/vinfo | grep -c "XID:.*106"'
	out_is 1
	vkill -s KILL -c 106
}

capabilities_are_bounded()
{
	run chcontext --silent --secure --xid 107 -- date -s @0
	[ "$status" != 0 ] || fail "could set the time"
	run chcontext --silent --cap all,!sys_admin --xid 107 -- \
		mount -t tmpfs t /mnt
	[ "$status" != 0 ] || fail "could mount"
	run chcontext --silent --cap nonsense --xid 107 -- true
	status_is 1
	err_has "Unknown bcap 'nonsense'"
	run chcontext --silent --flag nonsense --xid 107 -- true
	status_is 1
	err_has "Unknown flag 'nonsense'"
}

names_are_set()
{
	local host

	host=$(hostname)
	run chcontext --silent --hostname guest --domainname example.org \
		--xid 108 -- sh -c 'hostname; domainname'
	out_is "guest
example.org"
	[ "$(hostname)" = "$host" ] || fail "the host got the name"
}

init_is_one()
{
	run chcontext --silent --flag fakeinit --xid 109 -- sh -c 'echo $$'
	out_is 1
	run vcontext --create --silent --xid 109 -- \
		vattribute --set --flag fakeinit -- \
		vcontext --migrate-self --endsetup --initpid -- sh -c 'echo $$'
	out_is 1
}

init_may_come_later()
{
	vcontext --create --silent --xid 119 -- \
		vattribute --set --flag fakeinit,persistent -- true
	run vcontext --migrate --xid 119 --initpid --endsetup -- \
		sh -c 'echo $$; vserver-info 119 INITPID'
	[ "$(head -1 <<< "$out")" = 1 ] || fail "is not init"
	# the setup is over: the call is not there any more
	err_has "only the host's root"
	vattribute --xid 119 --set --flag '~persistent'
}

stored_mounts_come_with_their_directory()
{
	local dir

	dir=$(mktemp -d)
	small_root "$dir"
	cd "$dir"
	vspace --new --mount -- vcontext --create --silent --xid 120 \
		--disconnect -- vcontext --migrate-self --chroot --namespace \
		--endsetup -- /bin/busybox sleep 60
	cd /
	wait_until pgrep -fx '/bin/busybox sleep 60'
	run vcontext --migrate --xid 120 --chroot --namespace -- \
		/bin/busybox ls /
	status_is 0
	out_has '^tmp$'
	! grep -qx etc <<< "$out" || fail "the host's root"
	vkill -s KILL -c 120
}

disconnect_returns()
{
	local start=$SECONDS

	run vcontext --create --silent --xid 110 --disconnect -- \
		sh -c 'exec sleep 30 > /dev/null 2>&1'
	status_is 0
	[ $((SECONDS - start)) -lt 10 ] || fail "waited for the program"
	[ -d /proc/virtual/110 ] || fail "no context"
	vkill -s KILL -c 110
	run vcontext --create --silent --xid 111 --disconnect -- /no/such
	status_is 255
	run chcontext --silent --xid 112 --disconnect -- \
		sh -c 'exec sleep 30 > /dev/null 2>&1'
	status_is 0
	vkill -s KILL -c 112
}

user_and_personality_are_set()
{
	run vcontext --create --silent --xid 113 --uid 1234 -- id -u
	out_is 1234
	run vcontext --create --silent --xid 113 --uid root -- id -u
	status_is 255
	run vcontext --create --silent --xid 113 --personality-type LINUX32 \
		-- uname -m
	out_is i686
	run vcontext --create --silent --xid 113 --personality-type linux \
		--personality-flags UNAME26 -- uname -r
	out_has '^2\.6\.'
	run vcontext --create --silent --xid 113 --personality-type cpm -- true
	status_is 255
}

descriptors_are_closed()
{
	run vcontext --create --silent --xid 114 --closefd -- \
		sh -c 'ls /proc/self/fd | tr "\n" " "' 7< /dev/null
	out_is "0 1 2 3 "
	run vcontext --create --silent --xid 114 -- \
		sh -c 'test -e /proc/self/fd/7' 7< /dev/null
	status_is 0
}

socket_holds_the_program()
{
	local dir

	dir=$(mktemp -d)
	socat -u UNIX-LISTEN:"$dir/s",fork - > "$dir/said" &
	wait_until test -S "$dir/s"
	run vcontext --create --silent --xid 115 --syncsock "$dir/s" \
		--syncmsg hello -- cat "$dir/said"
	status_is 0
	kill $!
	[ "$(cat "$dir/said")" = hello ] || fail "no message"
	run vcontext --create --silent --xid 115 --syncsock "$dir/none" -- true
	status_is 255
	err_is_one_line
}

small_root()
{
	mkdir -p "$1"/{bin,lib64,proc,tmp}
	cp /bin/busybox "$1/bin"
}

chroot_and_pivot_change_the_root()
{
	local dir

	dir=$(mktemp -d)
	small_root "$dir"
	cd "$dir"
	run vcontext --create --silent --xid 116 --chroot -- \
		/bin/busybox ls /
	out_is "bin
lib64
proc
tmp"
	vcontext --create --silent --xid 117 --disconnect -- \
		vcontext --migrate-self --pivot-root --endsetup -- \
		/bin/busybox sleep 117
	# it goes on in the background: only now are its spaces those to enter
	wait_until pgrep -fx '/bin/busybox sleep 117'
	run vspace --enter 117 --mount --fs --index 1 -- /bin/busybox ls /
	status_is 0
	out_has '^bin$'
	run vcontext --migrate --xid 117 --pivot-root -- /bin/busybox ls /
	out_is "bin
lib64
proc
tmp"
	[ ! -e "$dir/.oldroot" ] || fail "left a directory"
	vkill -s KILL -c 117
}

terminal_is_the_guests()
{
	local dir

	dir=$(mktemp -d)
	# the host's tty is not what the program gets
	run script -qec "tty; vcontext --create --silent --xid 118 --vlogin -- \
		sh -c 'tty; exit 5'" "$dir/log"
	status_is 5
	[ "$(grep -ac pts "$dir/log")" -ge 2 ] || fail "no terminals: $(cat "$dir/log")"
	[ "$(grep -ao '/dev/pts/[0-9]*' "$dir/log" | sort -u | wc -l)" = 2 ] ||
		fail "one terminal for both"
}

terminal_has_the_size()
{
	local dir

	dir=$(mktemp -d)
	run script -qec "stty rows 33 cols 99; vcontext --create --silent \
		--xid 118 --vlogin -- stty size" "$dir/log"
	status_is 0
	out_has '33 99'
}

false_terminals_are_refused()
{
	local dir

	dir=$(mktemp -d)
	small_root "$dir"
	mkdir "$dir/dev"
	cd "$dir"
	for make in 'mknod dev/ptmx c 1 3' 'mkfifo dev/ptmx' 'touch dev/ptmx'; do
		rm -f dev/ptmx
		$make
		run script -qec 'vcontext --create --silent --xid 121 --vlogin \
			--chroot -- /bin/busybox true' log
		status_is 255
		out_has 'cannot get a terminal in the guest'
	done
}

tap_main guest_sees_itself_only id_is_told id_is_chosen \
	status_of_program_is_kept existing_context_is_254 errors_are_255 \
	chcontext_joins spectator_sees_guests capabilities_are_bounded \
	names_are_set init_is_one init_may_come_later \
	stored_mounts_come_with_their_directory disconnect_returns \
	user_and_personality_are_set descriptors_are_closed \
	socket_holds_the_program chroot_and_pivot_change_the_root \
	terminal_is_the_guests terminal_has_the_size \
	false_terminals_are_refused
