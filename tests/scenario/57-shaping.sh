#!/bin/bash
# vm: -m 1024 -d 256 -t 600
# SPDX-License-Identifier: GPL-2.0-only
# One of two guests is limited from outside by the mark of what it sends: the
# example of Documentation/admin-guide/vserver, with tc, nft and ip-rule.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

# how much each guest sends
KIB=1024

# name, last byte of its addresses
guest()
{
	vserver "$1" build -m skeleton --hostname "$1" --initstyle plain \
		--interface "wan:192.0.2.$2/24" --interface "wan:2001:db8::$2/64"
	mkdir -p "/vservers/$1"/{bin,sbin}
	cp /bin/busybox "/vservers/$1/bin/"
	ln -s busybox "/vservers/$1/bin/sh"
	minimal_init "/vservers/$1"
}

outside()
{
	ip netns exec outside "$@"
}

# the world at the other end of a wire
two_guests_on_a_wire()
{
	ip netns add outside
	ip link add wan type veth peer name eth0 netns outside
	ip link set wan up
	outside ip link set lo up
	outside ip link set eth0 up
	outside ip addr add 192.0.2.100/24 dev eth0
	outside ip addr add 2001:db8::100/64 dev eth0 nodad
	guest shaped 1
	guest free 2
	echo 7 > /etc/vservers/shaped/interfaces/mark
	vserver shaped start
	vserver free start
}

# the guest sends to the world: guest, address, port
send_from()
{
	local sink

	outside nc -l "$2" "$3" > /tmp/sink < /dev/null &
	sink=$!
	sleep 0.5
	vserver "$1" exec busybox sh -c \
		"busybox dd if=/dev/zero bs=1024 count=$KIB | busybox nc $2 $3"
	wait $sink
	[ "$(stat -c %s /tmp/sink)" = $((KIB * 1024)) ]
}

# bytes that a class of tc has sent
class_bytes()
{
	tc -s class show dev wan classid "$1" | awk '/ Sent / { print $2; exit }'
}

# the class grew by at least so many KiB, or by less than that, since it had BYTES
grew()
{
	[ $(($(class_bytes "$1") - $2)) -ge $(($3 * 1024)) ]
}

tc_chooses_by_mark()
{
	local to slow fast

	tc qdisc add dev wan root handle 1: htb default 20
	tc class add dev wan parent 1: classid 1:10 htb rate 8mbit
	tc class add dev wan parent 1: classid 1:20 htb rate 1gbit
	tc filter add dev wan parent 1: protocol all handle 7 fw classid 1:10
	for to in 192.0.2.100 2001:db8::100; do
		slow=$(class_bytes 1:10)
		fast=$(class_bytes 1:20)
		send_from shaped $to 5001
		grew 1:10 "$slow" $KIB
		! grew 1:20 "$fast" $((KIB / 8)) || fail "1:20 has it, too"
		slow=$(class_bytes 1:10)
		send_from free $to 5002
		grew 1:20 "$fast" $KIB
		! grew 1:10 "$slow" $((KIB / 8)) || fail "1:10 has it, too"
	done
}

# no mail from the one, at once and with an answer
nft_refuses_by_mark()
{
	local to

	nft add table inet guests
	nft add chain inet guests out '{ type filter hook output priority 0; }'
	nft add counter inet guests shaped
	nft add rule inet guests out meta mark 7 counter name shaped
	nft add rule inet guests out meta mark 7 tcp dport 25 reject with tcp reset
	for to in 192.0.2.100 2001:db8::100; do
		outside nc -lk $to 25 > /dev/null < /dev/null &
		within 10 vserver free exec busybox nc $to 25 < /dev/null
		run vserver shaped exec busybox nc $to 25 < /dev/null
		status_is 1
		err_has refused
		kill $!
	done
	run nft list counter inet guests shaped
	out_has 'packets [1-9]'
	nft delete table inet guests
}

# another way out for the one: nowhere
rules_route_by_mark()
{
	local family to

	for family in 4 6; do
		to=192.0.2.100
		[ $family = 4 ] || to=2001:db8::100
		ip -$family rule add fwmark 7 table 100
		ip -$family route add prohibit default table 100
		run vserver shaped exec busybox nc $to 5003 < /dev/null
		err_has 'Permission denied'
		ip -$family rule del fwmark 7 table 100
		send_from shaped $to 5004
	done
}

host_up
tap_main two_guests_on_a_wire tc_chooses_by_mark nft_refuses_by_mark \
	rules_route_by_mark
