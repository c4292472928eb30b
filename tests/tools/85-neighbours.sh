#!/bin/bash
# vm: -d 256 -t 600
# SPDX-License-Identifier: GPL-2.0-only
# Addresses of guests beside another machine on the same wire, which is a network
# namespace behind a pair of veth.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

conf=/etc/vservers/alpha root=/vservers/alpha xid=4711
theirs=02:00:00:00:00:09 ours=02:00:00:00:00:01 nobody=02:00:00:00:00:77

prepare()
{
	mke2fs -q -t ext4 /dev/vdb
	mkdir -p /vservers
	mount /dev/vdb /vservers
	ip netns add peer
	ip link add v0 address $ours type veth \
		peer name v1 address $theirs netns peer
	ip -n peer link set v1 up
	ip -n peer addr add 192.0.2.9/24 dev v1
	ip -n peer addr add 2001:db8::9/64 dev v1 nodad
	vserver alpha build -m skeleton --context $xid --initstyle plain \
		--interface v0:192.0.2.1/24 --interface v0:2001:db8::1/64
	mkdir -p $root/{bin,sbin,tmp}
	cp /bin/busybox $root/bin/
	chroot $root /bin/busybox --install -s /bin
	printf '#!/bin/sh\ntrap "exit 0" INT\nsleep 1000 &\nwait\n' \
		> $root/sbin/init
	chmod 755 $root/sbin/init
	printf 'proc /proc proc defaults 0 0\n' > $conf/fstab
}

# the last byte of both addresses
use()
{
	echo "192.0.2.$1" > $conf/interfaces/0/ip
	echo "2001:db8::$2" > $conf/interfaces/1/ip
}

addresses()
{
	ip -o addr show dev v0 scope global | awk '{ print $4 }' | xargs
}

nothing_is_left()
{
	[ -z "$(addresses)" ] || fail "addresses are left: $(addresses)"
	[ ! -e /proc/virtual/$xid ] || fail "the context is there"
	[ ! -e /run/vservers/alpha ] || fail "the run file is there"
	[ ! -s /run/vservers/.addresses/alpha ] || fail "the record is there"
}

used_ipv4_is_refused()
{
	use 9 1
	run vserver alpha start
	status_is 1
	err_has "address 192.0.2.9 is in use on 'v0', by $theirs"
	nothing_is_left
	[ "$(ip netns exec peer cat /proc/net/arp | grep -c $ours)" = 0 ] ||
		fail "the other machine learned of us"
}

# and the neighbours were not told of the other address yet
used_ipv6_is_refused()
{
	use 1 9
	ip -n peer neigh replace 192.0.2.1 dev v1 lladdr $nobody nud stale
	run vserver alpha start
	status_is 1
	err_has "address 2001:db8::9 is in use on 'v0'"
	nothing_is_left
	ip -n peer neigh show 192.0.2.1 | grep -q $nobody
}

# ask by ARP for 192.0.2.1 on behalf of nobody, twenty times a second
ask_for_it()
{
	exec ip netns exec peer python3 - <<-'END'
	import socket, time
	s = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM)
	arp = bytes.fromhex("0001080006040001" "020000000009" "00000000"
			    "000000000000" "c0000201")
	for i in range(600):
	    s.sendto(arp, ("v1", 0x0806, 0, 0, b"\xff" * 6))
	    open("/tmp/asking", "w")
	    time.sleep(0.05)
	END
}

# two machines that start the same guest at once
wanted_ipv4_is_refused()
{
	local peer

	use 1 1
	ask_for_it &
	peer=$!
	wait_until test -e /tmp/asking
	run vserver alpha start
	kill $peer
	status_is 1
	err_has "address 192.0.2.1 is asked for on 'v0', by $theirs"
	nothing_is_left
}

nobody_is_asked_if_so_set()
{
	use 9 9
	touch $conf/interfaces/nodad
	run vserver alpha start
	status_is 0
	[ "$(addresses)" = "192.0.2.9/24 2001:db8::9/64" ]
	vserver alpha stop
	rm $conf/interfaces/nodad
	nothing_is_left
}

# and can be used at once; who knew another machine knows this one now
free_ones_are_told()
{
	use 1 1
	ip -n peer neigh replace 192.0.2.1 dev v1 lladdr $nobody nud stale
	ip -n peer neigh replace 2001:db8::1 dev v1 lladdr $nobody nud stale
	run vserver alpha start
	status_is 0
	[ "$(addresses)" = "192.0.2.1/24 2001:db8::1/64" ]
	run ip -6 addr show dev v0 tentative
	out_is ""
	wait_until sh -c "ip -n peer neigh show 192.0.2.1 | grep -q $ours"
	wait_until sh -c "ip -n peer neigh show 2001:db8::1 | grep -q $ours"
	vserver alpha stop
	nothing_is_left
}

# one that the host has already is not asked for, and stays
the_hosts_own_is_kept()
{
	use 9 1
	ip addr add 192.0.2.9/24 dev v0
	run vserver alpha start
	status_is 0
	vserver alpha stop
	[ "$(addresses)" = 192.0.2.9/24 ]
	ip addr del 192.0.2.9/24 dev v0
}

# a cable that is out keeps no guest from starting, nor does an address that the
# kernel keeps back on it
without_a_carrier_nobody_is_asked()
{
	use 1 1
	ip link add v2 type veth peer name v3 netns peer
	ip link set v2 up
	ip addr add 2001:db8::1/64 dev v2
	echo v2 > $conf/interfaces/0/dev
	echo v2 > $conf/interfaces/1/dev
	run vserver alpha start
	status_is 0
	err_has "device 'v2' has no carrier"
	run ip -4 -o addr show dev v2
	out_has '192.0.2.1/24'
	vserver alpha stop
	ip link del v2
}

prepare
tap_main used_ipv4_is_refused used_ipv6_is_refused wanted_ipv4_is_refused \
	nobody_is_asked_if_so_set free_ones_are_told the_hosts_own_is_kept without_a_carrier_nobody_is_asked
