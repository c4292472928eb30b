#!/bin/bash
# vm: -m 2048 -d 512 -t 1800
# SPDX-License-Identifier: GPL-2.0-only
# The isolation matrix: each cell of the tables of the boundary is what a guest
# gets.  ISOLATION, an extended regular expression, chooses probes by their names.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"
# shellcheck source=attack/lib.sh
. "$(dirname "$0")/../attack/lib.sh"

ISOLATION_DIR=/usr/lib/vserver-tests/isolation
cells=/run/cells

# what only one of the victims has an address on
own_interfaces()
{
	local dir=/etc/vservers/other/interfaces/1

	ip link add host0 type dummy
	ip addr add 198.51.100.1/24 dev host0
	ip link set host0 up
	ip link add other0 type dummy
	ip link set other0 up
	mkdir -p $dir
	echo 198.51.100.129 > $dir/ip
	echo 25 > $dir/prefix
	echo other0 > $dir/dev
}

# an instance of devpts that host and guests have in common
common_terminals()
{
	local name

	mkdir -p /shared/pts
	mount -t devpts -o newinstance,ptmxmode=666,mode=666 devpts /shared/pts
	for name in attacker other; do
		echo "/shared/pts /shared/pts none bind,dev" \
			>> /etc/vservers/$name/fstab
	done
}

# nodes in the guest's /dev for each number of the tables, as c10:200 and b8:0;
# some numbers stand for several devices, and the last ones are of no row
nodes()
{
	local number minor dev=/vservers/attacker/dev
	local -A minors=([1]="0 1 2 3 4 5 6 7 8 9 10 11" [5]="0 1 2 3")

	for number in $(awk '!/^#/ && NF { print $2 }' \
			"$ISOLATION_DIR/tables/nodes.tbl" | sort -u) \
			234 240 254 511:1; do
		case $number in
		*:*) minor=${number#*:} ;;
		*) minor=${minors[$number]:-0} ;;
		esac
		for minor in $minor; do
			set -- "${number%:*}" "$minor"
			mknod -m 666 "$dev/c$1:$2" c "$1" "$2"
			mknod -m 666 "$dev/b$1:$2" b "$1" "$2"
		done
	done
}

# paths of the host for the guest to try
trees()
{
	local to=/vservers/attacker/matrix

	mkdir -p $to
	(cd /proc && find . -mindepth 1 -path './[0-9]*' -prune -o \
		-path './sys/*' -prune -o -print; find self/net/ -mindepth 1) > $to/proc
	(cd /sys && find . -xdev -mindepth 1) > $to/sysfs
	(cd /proc/sys && find . -type f) > $to/sysctl
	sed -i 's,^\./,,' $to/*
}

# file systems of types that have commands of their own, for the guest alone
images()
{
	local type

	mkdir -p /run/images
	truncate -s 64M /run/images/ext4
	mke2fs -q -t ext4 -O ^metadata_csum /run/images/ext4
	truncate -s 400M /run/images/xfs
	mkfs.xfs -q /run/images/xfs
	for type in ext4 xfs; do
		mkdir -p /run/mnt/$type /vservers/attacker/$type
		mount -o loop /run/images/$type /run/mnt/$type
		echo "/run/mnt/$type /$type none bind" \
			>> /etc/vservers/attacker/fstab
	done
}

# the terminal of a session, in the devpts that all have in common: NAME COMMAND
terminal()
{
	local name=$1
	shift

	"$@" hold /shared/pts < /dev/null > "/run/terminal.$name" 2>&1 &
	within 20 test -s "/run/terminal.$name"
}

# the facts that an attack has no use for
more_facts()
{
	local name

	mkdir -p /vservers/other/probes
	cp "$ISOLATION_DIR/probes/ioctl_tty" /vservers/other/probes/
	terminal host "$ISOLATION_DIR/probes/ioctl_tty"
	terminal other vserver other exec /probes/ioctl_tty
	for name in host other; do
		cat >> "$FACTS/$name" <<-END
		VICTIM_INTERFACE=${name}0
		VICTIM_IFINDEX=$(cat "/sys/class/net/${name}0/ifindex")
		VICTIM_TERMINAL=$(cat "/run/terminal.$name")
		END
	done
}

# run a command with what the host lends to the guest: a descriptor of a process
# of the other guest and of the host, 21 and 22, their terminals, 24 and 25, and
# a console, 26
lend()
{
	local fact name

	for name in other host; do
		for fact in PID TERMINAL; do
			sed -n "s/^VICTIM_$fact=//p" "$FACTS/$name"
		done
	done > /run/lend
	python3 - "$@" <<-'END'
	import os, sys
	facts = open("/run/lend").read().split()
	tty = os.O_RDWR | os.O_NOCTTY
	for at, fd in ((21, os.pidfd_open(int(facts[0]))),
		       (22, os.pidfd_open(int(facts[2]))),
		       (24, os.open(facts[1], tty)), (25, os.open(facts[3], tty)),
		       (26, os.open("/dev/tty1", tty))):
	    os.dup2(fd, at)
	os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
	os.execvp(sys.argv[1], sys.argv[1:])
	END
}

# what the probes need beyond what attacks have
matrix_up()
{
	arena_up
	own_interfaces
	common_terminals
	images
	vserver attacker stop
	vserver other stop
	vserver attacker start
	vserver other start
	victims_again
	more_facts
	nodes
	trees
}

# the facts of both victims, as assignments in facts
read_facts()
{
	sed "s/^VICTIM_/OTHER_/" "$FACTS/other" | cat - "$FACTS/host" \
		> "$FACTS/both"
	mapfile -t facts < "$FACTS/both"
}

# a probe in the guest
probe()
{
	lend timeout -k 5 600 vserver attacker exec /bin/env "${facts[@]}" \
		PATH=/bin:/sbin "/probes/$1"
}

# one that brings what an owner lends it: tests/isolation/syscalls_lent.h
lent_probe()
{
	timeout -k 5 60 env -i "${facts[@]}" PATH=/bin:/sbin \
		"$ISOLATION_DIR/probes/$1" lend "$2" "/probes/$1" < /dev/null
}

# that of the system calls: their table is about a guest that has no more than
# what "vattribute --secure" gives
secure_probe()
{
	local status=0 owner

	vattribute --set --xid 310 --secure --umask ~all
	probe "$1" || status=$?
	for owner in other host; do
		lent_probe "$1" $owner || status=$?
	done
	vserver attacker restart > /dev/null
	return $status
}

run_probe()
{
	case $1 in
	syscalls*) secure_probe "$1" ;;
	*) probe "$1" ;;
	esac
}

matrix_up > /dev/null
cp -a $ISOLATION_DIR/probes /vservers/attacker/
: > $cells
read_facts
for p in "$ISOLATION_DIR"/probes/*; do
	[[ ${p##*/} =~ ${ISOLATION:-.} ]] || continue
	status=0
	run_probe "${p##*/}" >> $cells || status=$?
	[ $status = 0 ] || echo "# ${p##*/}: status $status"
done
sed 's/^/# /' $cells
awk -v form=tap -f $ISOLATION_DIR/report.awk $cells $ISOLATION_DIR/tables/*.tbl
