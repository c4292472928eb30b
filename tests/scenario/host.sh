# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
# (SC2154: run() of tap.sh sets status, out and err)
#
# A host for guests in the VM; sourced after tap.sh.
#
#	VM		dummy0  192.0.2.1/24 web1, 192.0.2.2/24 web2
#	/dev/vdb	/vservers, ext4
#	/host		what scripts/make-guest made, read-only

# Debian under software emulation takes a while
BOOT_SECONDS=120

host_up()
{
	mke2fs -q -t ext4 /dev/vdb
	mkdir -p /vservers
	mount /dev/vdb /vservers
	ip link add dummy0 type dummy 2> /dev/null || true
	ip link set dummy0 up
	echo /usr/lib/util-vserver/vshelper > /proc/sys/kernel/vshelper
	mkdir -p /etc/vservers/.defaults/apps/vshelper
	: > /tmp/vshelper.log
	ln -sf /tmp/vshelper.log /etc/vservers/.defaults/apps/vshelper/logfile
}

# a Debian guest from the prepared root: name, last byte of its address
debian_guest()
{
	vserver "$1" build -m template --hostname "$1" \
		--interface "dummy0:192.0.2.$2/24" -- -t /host/debian.tar.zst
}

# an init that waits for the signal to stop, of a root with /bin/busybox
minimal_init()
{
	cat > "$1/sbin/init" <<-'END'
	#!/bin/sh
	trap 'exit 0' INT TERM
	/bin/busybox sleep 1000000 &
	wait
	END
	chmod 755 "$1/sbin/init"
}

# what a terminal shows of a command; nothing is typed, and no end of input
on_terminal()
{
	[ -p /tmp/silence ] || mkfifo /tmp/silence
	# a reader without end, not a loop
	# shellcheck disable=SC2094
	script -qec "$1" /dev/null 9<> /tmp/silence < /tmp/silence
}

# wait at most some seconds for a command to succeed
within()
{
	local seconds end

	seconds=$(tap_time "$1")
	shift
	end=$((SECONDS + seconds))
	until "$@" > /dev/null 2>&1; do
		[ "$SECONDS" -lt "$end" ] || return 1
		sleep 0.5
	done
}

# what systemd says of the guest as a whole
state_of()
{
	vserver "$1" exec systemctl is-system-running
}

state_is()
{
	[ "$(state_of "$1")" = "$2" ]
}

booted()
{
	case $(state_of "$1") in
	running|degraded) return 0 ;;
	*) return 1 ;;
	esac
}

# the guest is up and every unit of it is well
fully_up()
{
	within $BOOT_SECONDS booted "$1" || fail "$1 does not boot"
	run state_of "$1"
	[ "$out" = running ] || {
		vserver "$1" exec systemctl --failed --no-pager
		vserver "$1" exec journalctl -b -p warning --no-pager
		fail "$1 is not running but $out"
	}
}

# nothing of a guest is left on the host: name, xid, last byte of its address
all_gone()
{
	run vserver "$1" status
	status_is 3
	[ ! -e "/proc/virtual/$2" ] || fail "context $2 is there"
	[ ! -e "/proc/virtnet/$2" ] || fail "network context $2 is there"
	[ ! -e "/sys/fs/cgroup/vserver/$1" ] || fail "group of $1 is there"
	[ ! -e "/run/vservers/$1" ] || fail "run file of $1 is there"
	run ip -4 -o addr show dev dummy0
	! grep -qF "192.0.2.$3/" <<< "$out" || fail "address of $1 is there"
}
