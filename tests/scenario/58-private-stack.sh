#!/bin/bash
# vm: -m 1024 -d 256 -t 900
# SPDX-License-Identifier: GPL-2.0-only
# A guest with a network stack of its own, of each kind, and back again: the
# difference is one value of its configuration.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

conf=/etc/vservers/own

outside()
{
	ip netns exec outside "$@"
}

guest()
{
	vserver "$1" build -m skeleton --hostname "$1" --initstyle plain "${@:2}"
	mkdir -p "/vservers/$1"/{bin,sbin}
	cp /bin/busybox "/vservers/$1/bin/"
	chroot "/vservers/$1" /bin/busybox --install -s /bin
	minimal_init "/vservers/$1"
}

# the world at the other end of a wire that is a port of a bridge; behind it is
# more of the world
guest_on_a_bridge()
{
	ip netns add outside
	ip link add br0 type bridge
	ip link add wan type veth peer name eth0 netns outside
	ip link set wan master br0 up
	ip link set br0 up
	outside ip link set lo up
	outside ip link set eth0 up
	outside ip addr add 192.0.2.100/24 dev eth0
	outside ip addr add 2001:db8::100/64 dev eth0 nodad
	outside ip addr add 198.51.100.1/32 dev lo
	outside ip addr add 2001:db8:1::1/128 dev lo
	ip addr add 192.0.2.200/24 dev br0
	ip addr add 2001:db8::200/64 dev br0 nodad
	ip route add default via 192.0.2.100
	ip -6 route add default via 2001:db8::100
	guest own --interface br0:192.0.2.1/24 --interface br0:2001:db8::1/64
	guest second --interface br0:192.0.2.2/24
	mkdir "$conf/spaces" /etc/vservers/second/spaces
	links > /tmp/links
}

links()
{
	ip -br link | cut -d' ' -f1
}

nothing_is_left()
{
	[ "$(links)" = "$(cat /tmp/links)" ] &&
		! ip -br addr show br0 | grep -qE '192.0.2.1/|db8::1/'
}

# all addresses that the guest has, but those that the kernel gives each device
addresses()
{
	vserver own exec ip -o addr | awk '{ print $2, $4 }' |
		grep -v fe80: | sort | xargs
}

# which of the two networks a command runs in
in_own()
{
	vserver own exec "$@"
}

in_outside()
{
	outside "$@"
}

# FROM TO ADDRESS: what one side says to an address is heard on the other
talks()
{
	local server

	"in_$2" busybox nc -l -p 80 < /dev/null > /tmp/heard &
	server=$!
	within 20 says "$1" "$3" || fail "$1 does not reach $3"
	wait $server
	grep -qx "from $1" /tmp/heard
}

says()
{
	echo "from $1" | "in_$1" busybox nc -w 5 "$2" 80
}

# the same configuration, with spaces/net as given
works()
{
	local to

	for to in 192.0.2.100 2001:db8::100 198.51.100.1 2001:db8:1::1; do
		talks own outside $to
	done
	for to in 192.0.2.1 2001:db8::1; do
		talks outside own $to
	done
}

# a port of the host is free in the guest, also on the loopback
is_alone()
{
	local server

	for to in 192.0.2.1 127.0.0.1; do
		nc -lk 0.0.0.0 80 > /dev/null < /dev/null &
		server=$!
		talks own own $to
		kill $server
	done
	run vserver own exec ip link show br0
	[ "$1" = ipvlan ] || out_has 'link/ether 02:54:c0:00:02:01'
	[ "$(addresses)" = \
	  "br0 192.0.2.1/24 br0 2001:db8::1/64 lo 127.0.0.1/8 lo ::1/128" ] ||
		fail "it has $(addresses)"
	# users may ping: that of busybox wants more than ping(1) does
	run vserver own exec cat /proc/sys/net/ipv4/ping_group_range
	out_is $'0\t2147483647'
	run vserver own exec ip link set lo down
	err_has 'not permitted'
	! ip -br addr | grep -qE '192.0.2.1/|db8::1/' || fail "the host has them"
}

kind_works()
{
	echo "$1" > $conf/spaces/net
	vserver own start
	is_alone "$1"
	works
	vserver own restart > /dev/null
	works
	vserver own stop > /dev/null
	within 20 nothing_is_left || fail "left: $(links)"
}

veth_works()
{
	kind_works veth
}

macvlan_works()
{
	kind_works macvlan
}

ipvlan_works()
{
	kind_works ipvlan
}

# and back: the addresses are on the host's device while the guest runs
host_works()
{
	echo 0 > $conf/spaces/net
	vserver own start
	works
	ip -br addr show br0 | grep -q '192\.0\.2\.1/24'
	vserver own stop > /dev/null
	within 20 nothing_is_left || fail "left: $(links)"
}

# what the configuration says now is for the next start
entering_goes_where_the_guest_is()
{
	local was now

	for was in 0 veth; do
		now=0
		[ $was != 0 ] || now=veth
		echo $was > $conf/spaces/net
		vserver own start
		echo $now > $conf/spaces/net
		vserver own exec ip -o addr > /tmp/addresses
		grep -q '192\.0\.2\.1/24' /tmp/addresses
		! grep -q '192\.0\.2\.200' /tmp/addresses || fail "$was: the host's"
		vserver own stop > /dev/null
		within 20 nothing_is_left || fail "$was: left: $(links)"
	done
}

# for scripts of the admin
empty_has_the_loopback()
{
	: > $conf/spaces/net
	vserver own start
	[ "$(addresses)" = "lo 127.0.0.1/8 lo ::1/128" ] || fail "$(addresses)"
	talks own own 127.0.0.1
	vserver own stop > /dev/null
}

another_guest_shares_it()
{
	echo own > /etc/vservers/second/spaces/net
	echo veth > $conf/spaces/net
	run vserver second start
	status_is 1
	err_has "second/spaces/net: no network namespace of 'own'; it must run"
	vserver own start
	vserver second start
	run vserver second exec ip -o addr
	out_has '192\.0\.2\.1/24'
	! grep -q '192\.0\.2\.2/' <<< "$out" || fail "it has its own"
	# as long as one of them is there
	vserver own stop > /dev/null
	run vserver second exec ip -o addr
	out_has '192\.0\.2\.1/24'
	vserver second stop > /dev/null
	within 20 nothing_is_left || fail "left: $(links)"
}

used_address_is_refused()
{
	outside ip addr add 192.0.2.1/24 dev eth0
	echo macvlan > $conf/spaces/net
	run vserver own start
	status_is 1
	err_has "address 192.0.2.1 is in use on 'br0'"
	outside ip addr del 192.0.2.1/24 dev eth0
	within 20 nothing_is_left || fail "left: $(links)"
}

# it answers for a while after its guest has ended
former_stack_is_waited_for()
{
	ip netns add former
	ip link add old type veth peer name eth0 netns former \
		address 02:54:c0:00:02:01
	ip link set old master br0 up
	ip -n former link set eth0 up
	ip -n former addr add 192.0.2.1/24 dev eth0
	echo veth > $conf/spaces/net
	run vserver own start
	status_is 1
	err_has "address 192.0.2.1 is in use on 'br0', by 02:54:c0:00:02:01"
	{ sleep 4 && ip netns del former; } &
	vserver own start
	wait $!
	vserver own stop > /dev/null
	within 20 nothing_is_left || fail "left: $(links)"
}

# each mistake: nothing runs, nothing is left
bad_words_are_refused()
{
	local -A bad=(
		[interfaces/0/dev:wan:veth]="cannot put '.*' into 'wan', which must be a bridge"
		[interfaces/0/dev:none:macvlan]="no device 'none' for address 192.0.2.1"
		[interfaces/0/nodev::ipvlan]="an address without a device"
		[interfaces/0/gateway:2001.db8:veth]="gateway: '2001.db8' is no IPv4"
		[spaces/net:bogus:bogus]="no network namespace of 'bogus'"
	)
	local what file value net

	for what in "${!bad[@]}"; do
		IFS=: read -r file value net <<< "$what"
		cp -a $conf /tmp/conf
		echo "$net" > $conf/spaces/net
		echo "$value" > "$conf/$file"
		run vserver own start
		status_is 1
		err_has "${bad[$what]}"
		rm -r $conf
		mv /tmp/conf $conf
		within 20 nothing_is_left || fail "$what: left: $(links)"
	done
}

host_up
tap_main guest_on_a_bridge veth_works macvlan_works ipvlan_works host_works \
	entering_goes_where_the_guest_is empty_has_the_loopback \
	another_guest_shares_it used_address_is_refused \
	former_stack_is_waited_for bad_words_are_refused
