# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
# (SC2154: tap.sh and host.sh set them)
#
# Guests that attack and victims, in the VM; sourced after tap.sh and host.sh.
#
#	attacker	a guest, xid 310, 192.0.2.10
#	other		a guest, xid 320, 192.0.2.20, with a victim
#	/bare		the root of "bare" and "open", below a barrier
#	/shared		a directory that host and guests have in common
#	/readonly	the same, which guests may only read
#	/shared/nodes	nodes of devices that the host has left there
#	/run/attack	what is known of the victims

ATTACK=/usr/lib/vserver-tests/attack
FACTS=/run/attack
HOST_SECRET=host-0123456789a OTHER_SECRET=other-012345678b

# a root with busybox and what programs are linked against
small_root()
{
	local root=$1 lib

	mkdir -p "$root"/{bin,sbin,dev,etc,lib64,proc,readonly,run,shared,sys,tmp,usr}
	mkdir -p "$root/lib/x86_64-linux-gnu"
	cp /bin/busybox "$root/bin/"
	chroot "$root" /bin/busybox --install -s /bin
	cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64/"
	for lib in libc.so.6 libcap.so.2; do
		cp -L "/lib/x86_64-linux-gnu/$lib" "$root/lib/x86_64-linux-gnu/"
	done
}

# the same with the attacks
fill_root()
{
	small_root "$1"
	cp -a "$ATTACK" "$1/attack"
}

guest()
{
	local name=$1 xid=$2 last=$3

	vserver "$name" build -m skeleton --context "$xid" --hostname "$name" \
		--interface "dummy0:192.0.2.$last/24" --initstyle plain
	cat >> "/etc/vservers/$name/fstab" <<-END
	/shared /shared none bind
	/shared /readonly none bind,ro,nosuid,nodev,noexec
	END
	fill_root "/vservers/$name"
	minimal_init "/vservers/$name"
}

# a guest that kills all its processes goes on
attacker_init()
{
	cat > /vservers/attacker/sbin/init <<-'END'
	#!/bin/sh
	trap 'exit 0' INT TERM
	while :; do
		/bin/busybox sleep 1000000 &
		wait
	done
	END
	chmod 755 /vservers/attacker/sbin/init
}

# the victim of the guest comes again when it is killed
other_init()
{
	cat > /vservers/other/sbin/init <<-END
	#!/bin/sh
	trap 'exit 0' INT TERM
	while :; do
		/attack/victim other $OTHER_SECRET 192.0.2.20 /facts > /log 2>&1 &
		wait
	done
	END
	chmod 755 /vservers/other/sbin/init
}

bare_root()
{
	mkdir -p /bare/parent
	fill_root /bare/parent/root
	mount -t proc proc /bare/parent/root/proc
	mount --rbind /sys /bare/parent/root/sys
	mount --rbind /dev /bare/parent/root/dev
	mount --bind /tmp /bare/parent/root/tmp
	mount --bind /shared /bare/parent/root/shared
	mount --bind /shared /bare/parent/root/readonly
	mount -o remount,bind,ro,nosuid,nodev,noexec /bare/parent/root/readonly
	setattr --barrier /bare/parent
}

# what a guest finds is for everybody, and still not for it
leave_nodes()
{
	mkdir /shared/nodes
	cp -a /dev/vda /shared/nodes/disk
	cp -a /dev/{console,fuse,kmsg,loop-control,tty0,ttyS0,vcs} \
		/dev/net/tun /shared/nodes/
	chmod 666 /shared/nodes/*
}

arena_up()
{
	host_up
	mkdir -p /shared "$FACTS"
	mount -t tmpfs -o mode=1777 shared /shared
	leave_nodes
	guest attacker 310 10
	guest other 320 20
	attacker_init
	other_init
	bare_root
	ip addr add 192.0.2.254/24 dev dummy0
	ip addr add 192.0.2.3/24 dev dummy0
	# no number of the host is one that a guest has of its own
	echo 20000 > /proc/sys/kernel/ns_last_pid
	vserver attacker start
	vserver other start
	victims_again
}

# pid, as the host counts, of the first process named victim of a context
victim_pid()
{
	local p

	for p in $(pgrep -x victim); do
		if grep -qx "VxID:.$1" "/proc/$p/status"; then
			echo "$p"
			return 0
		fi
	done
	return 1
}

# what 127.0.0.1 of a context is for the host; that itself for the host's own
loopback_of()
{
	local address

	address=$(sed -n 's/^Lback:.//p' "/proc/virtnet/$1/info" 2> /dev/null) ||
		true
	echo "${address:-127.0.0.1}"
}

# the facts of a victim as assignments: NAME XID FILE
publish()
{
	within 20 test -e "$3" || fail "no victim $1: $(cat "$FACTS/log" /vservers/other/log)"
	sed 's/^/VICTIM_/' "$3" > "$FACTS/$1"
	echo "VICTIM_PID=$(victim_pid "$2")" >> "$FACTS/$1"
	echo "VICTIM_LOOP=$(loopback_of "$2")" >> "$FACTS/$1"
}

victims_again()
{
	local other=/vservers/other/facts pid

	rm -f "$FACTS/of-host" "$other"
	for pid in $(pgrep -x victim); do
		kill -KILL "$pid" 2> /dev/null || true
		# it has ports and names until it is gone
		within 20 test ! -e "/proc/$pid" || fail "victim $pid stays"
	done
	(setsid "$ATTACK/victim" host "$HOST_SECRET" 192.0.2.254 \
		"$FACTS/of-host" > "$FACTS/log" 2>&1 &)
	publish host 0 "$FACTS/of-host"
	publish other 320 "$other"
}

# run an attack: NAME MODE VICTIM CAPS; its status is that of the attack
attack()
{
	local name=$1 mode=$2 victim=$3 caps=$4 facts program=/attack/$1

	[ "$victim" != - ] || victim=host
	mapfile -t facts < "$FACTS/$victim"
	facts+=("MODE=$mode" "VICTIM=$victim" "PATH=/bin:/sbin")
	set -- timeout -k 5 "$(tap_time 30)"
	case $mode in
	guest)
		[ "$caps" = - ] ||
			vattribute --set --xid 310 --bcap "$caps" || return 2
		"$@" vserver attacker exec /bin/env "${facts[@]}" "$program" ;;
	bare)
		"$@" env -i "${facts[@]}" "$ATTACK/bare" /bare/parent/root \
			"$caps" "$program" ;;
	open)
		"$@" env -i "${facts[@]}" chroot /bare/parent/root \
			/bin/busybox setsid "$program" ;;
	host)
		# these start and stop guests, and remove them in the end
		timeout -k 60 "$(tap_time 200)" env "${facts[@]}" "PATH=$PATH" \
			bash "$ATTACK/$name" ;;
	esac
}

# a hole that is known, NAME MODE: it is on the list until it is closed
is_known()
{
	grep -qE "^$1[[:space:]]+([a-z,]*,)?$2([,[:space:]]|\$)" "$ATTACK/holes"
}

# what an attack should end with, by its mode: refused, but worked when open
outcome()
{
	local want=0 word=refused status=0

	if [ "$2" = open ] || is_known "$1" "$2"; then
		want=1 word=worked
	fi
	attack "$@" < /dev/null > $FACTS/outcome 2>&1 || status=$?
	[ "$4" = - ] || [ "$2" != guest ] || vattribute --set --xid 310 \
		--bcap "$(sed 's/^/~/; s/,/,~/g' <<< "$4")"
	sed "s,^,# $1 $2 $3: ," $FACTS/outcome
	[ "$status" = "$want" ] || { echo "# status $status"; return 1; }
	grep -q "^$word: " $FACTS/outcome
}
