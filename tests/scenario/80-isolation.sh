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
		mkdir -p /run/mnt/$type
		mount -o loop /run/images/$type /run/mnt/$type
		image_for_guest $type /run/mnt/$type
	done
	subvolumes
	image_for_guest btrfs /run/mnt/btrfs/attacker
}

# a directory of the host in the root of the guest
image_for_guest()
{
	mkdir -p "/vservers/attacker/$1"
	echo "$2 /$1 none bind" >> /etc/vservers/attacker/fstab
}

# directories of the guest and its victims, with a file and a subvolume in each,
# in one subvolume of a file system
subvolumes()
{
	local name

	truncate -s 256M /run/images/btrfs
	mkfs.btrfs -q /run/images/btrfs
	mkdir -p /run/mnt/btrfs
	mount -o loop,user_subvol_rm_allowed /run/images/btrfs /run/mnt/btrfs
	for name in attacker other host; do
		mkdir "/run/mnt/btrfs/$name"
		echo data > "/run/mnt/btrfs/$name/file"
		btrfs -q subvolume create "/run/mnt/btrfs/$name/sub"
		btrfs -q subvolume create "/run/mnt/btrfs/$name/old"
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
		VICTIM_SUBVOLUME=$(btrfs inspect-internal rootid \
			"/run/mnt/btrfs/$name/sub")
		VICTIM_SUBVOLUME_DIRECTORY=$(stat -c %i "/run/mnt/btrfs/$name")
		VICTIM_SUBVOLUME_FILE=$(stat -c %i "/run/mnt/btrfs/$name/file")
		END
	done
}

# run a command in the guest, with what the host lends as standard input: "KIND
# OWNER" of LENT
lend()
{
	local owner=$FACTS/${LENT#* } what init nid

	case $LENT in
	pidfd*) what=$(sed -n 's/^VICTIM_PID=//p' "$owner") ;;
	terminal*) what=$(sed -n 's/^VICTIM_TERMINAL=//p' "$owner") ;;
	console*) what=/dev/tty1 ;;
	esac
	init=$(sed -n 's/^Init:\t//p' /proc/virtual/310/info)
	nid=$(sed -n 's/^NID:\t//p' "/proc/$init/ninfo")
	python3 - "$what" $ISOLATION_DIR/lend "$init" 310 "$nid" "$@" <<-'END'
	import os, sys
	what = sys.argv[1]
	if what.isdigit():
	    fd = os.pidfd_open(int(what))
	else:
	    fd = os.open(what, os.O_RDWR | os.O_NOCTTY)
	os.dup2(fd, 0)
	os.execv(sys.argv[2], sys.argv[2:])
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

# a probe in the guest, with the facts of both victims
probe()
{
	local facts others

	mapfile -t facts < "$FACTS/host"
	sed "s/^VICTIM_/OTHER_/" "$FACTS/other" > "$FACTS/others"
	mapfile -t others < "$FACTS/others"
	set -- /bin/env "${facts[@]}" "${others[@]}" PATH=/bin:/sbin "/probes/$1"
	if [ -n "${LENT:-}" ]; then
		lend "$1" "LENT=$LENT" "${@:2}"
	else
		timeout -k 5 "$(tap_time 200)" vserver attacker exec "$@" < /dev/null
	fi
}

# one that brings what an owner lends it: tests/isolation/syscalls_lent.h
lent_probe()
{
	local facts others

	mapfile -t facts < "$FACTS/host"
	mapfile -t others < "$FACTS/others"
	timeout -k 5 "$(tap_time 60)" env -i "${facts[@]}" "${others[@]}" PATH=/bin:/sbin \
		"$ISOLATION_DIR/probes/$1" lend "$2" "/probes/$1" < /dev/null
}

# that of the system calls: their table is about a guest that has no more than
# what "vattribute --secure" gives
secure_probe()
{
	vattribute --set --xid 310 --secure --umask ~all
	run_probe probe "$1"
	run_probe lent_probe "$1" other
	run_probe lent_probe "$1" host
	vserver attacker restart > /dev/null
}

# run a probe, and keep its cells
run_probe()
{
	local status=0

	"$@" >> $cells || status=$?
	[ $status = 0 ] || echo "# $*: status $status"
}

# what each probe of ioctls takes from the host
declare -A lends=(
	[ioctl_other]="pidfd:other pidfd:host"
	[ioctl_tty]="terminal:other terminal:host console:host"
)

matrix_up > /dev/null
cp -a $ISOLATION_DIR/probes /vservers/attacker/
: > $cells
for p in "$ISOLATION_DIR"/probes/*; do
	p=${p##*/}
	[[ $p =~ ${ISOLATION:-.} ]] || continue
	case $p in
	syscalls*) secure_probe "$p" ;;
	*) run_probe probe "$p" ;;
	esac
	for lent in ${lends[$p]:-}; do
		LENT=${lent/:/ } run_probe probe "$p"
	done
done
sed 's/^/# /' $cells
awk -v form=tap -f $ISOLATION_DIR/report.awk $cells $ISOLATION_DIR/tables/*.tbl
