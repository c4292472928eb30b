#!/bin/bash
# vm: -m 3072 -d 4096 -s GUEST -t 1500
# SPDX-License-Identifier: GPL-2.0-only
# Servers as Debian ships them, the same ones in two guests on one stack, each on
# the ports that everybody knows.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

# name, last byte of both addresses
server_guest()
{
	vserver "$1" build -m template --hostname "$1" \
		--interface "dummy0:192.0.2.$2/24" \
		--interface "dummy0:2001:db8::$2/64" -- -t /host/servers.tar.zst
}

# what an administrator does after he has copied a system
make_own()
{
	local root=/vservers/$1

	rm -f "$root"/etc/ssh/ssh_host_*
	chroot "$root" ssh-keygen -q -A
	chroot "$root" postconf -e "myhostname=$1.example.org"
	echo "the page of $1" > "$root/var/www/html/index.html"
	cat > "$root/etc/unbound/unbound.conf.d/own.conf" <<-END
	server:
	  interface: 0.0.0.0
	  interface: ::0
	  access-control: 192.0.2.0/24 allow
	  access-control: 2001:db8::/64 allow
	  local-zone: example.org. static
	  local-data: "who.example.org. TXT $1"
	END
	# three want port 53 as well, and are seen further down; the last wants one
	# of them
	chroot "$root" systemctl -q disable dnsmasq systemd-resolved named \
		unbound-resolvconf
}

# the device of the tunnel is made by the start; see vserver-config(5)
give_tunnel()
{
	local dir=/etc/vservers/$1/interfaces/vpn

	mkdir "$dir"
	echo 203.0.113.1 > "$dir/ip"
	echo 24 > "$dir/prefix"
	echo tun-vpn > "$dir/dev"
	: > "$dir/tun"
	echo tun_create > "/etc/vservers/$1/ncapabilities"
}

# a device that is there was not made for the guest, and stays
both_build()
{
	server_guest srv1 1
	server_guest srv2 2
	make_own srv1
	make_own srv2
	give_tunnel srv1
	chroot /vservers/srv1 systemctl -q disable NetworkManager \
		NetworkManager-wait-online
	ip tuntap add tun-vpn mode tun
	run vserver srv1 start
	status_is 1
	err_has "vserver: there is a device 'tun-vpn' already"
	all_gone srv1 "$(cat /etc/vservers/srv1/context)" 1
	ip tuntap del tun-vpn mode tun
}

both_start()
{
	vserver srv1 start
	vserver srv2 start
	fully_up srv1
	fully_up srv2
}

each_serves_pages()
{
	local n to

	for n in 1 2; do
		run wget -qO- "http://192.0.2.$n/"
		out_is "the page of srv$n"
		for to in "192.0.2.$n" "[2001:db8::$n]" localhost 127.0.0.1 \
			  "[::1]"; do
			run vserver srv$n exec curl -sS "http://$to/"
			out_is "the page of srv$n"
		done
	done
	run vserver srv1 exec curl -sS http://192.0.2.2/
	out_is "the page of srv2"
	run vserver srv2 exec curl -sS "http://[2001:db8::1]/"
	out_is "the page of srv1"
}

# a key of root of srv1 opens srv2, by both families
each_lets_in()
{
	local to

	vserver srv1 exec ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519
	install -d -m 700 /vservers/srv2/root/.ssh
	cp /vservers/srv1/root/.ssh/id_ed25519.pub \
		/vservers/srv2/root/.ssh/authorized_keys
	for to in 192.0.2.2 2001:db8::2; do
		run vserver srv1 exec ssh -o StrictHostKeyChecking=no \
			"$to" "hostname; env"
		status_is 0
		out_has '^srv2$'
		out_has "^SSH_CONNECTION=(192.0.2.1|2001:db8::1) [0-9]+ $to 22$"
	done
	# it is not its own server that answers at the other address
	[ "$(vserver srv1 exec ssh-keyscan -t ed25519 192.0.2.1 | cut -d' ' -f3)" = \
	  "$(cut -d' ' -f2 /vservers/srv1/etc/ssh/ssh_host_ed25519_key.pub)" ]
}

each_takes_mail()
{
	local n

	for n in 1 2; do
		run sh -c "sleep 2 | nc -w 20 192.0.2.$n 25"
		out_has "^220 srv$n.example.org ESMTP"
		run vserver srv$n exec sh -c 'sleep 2 | nc -w 20 127.0.0.1 25'
		out_has "^220 srv$n.example.org ESMTP"
		echo "to srv$n" | vserver srv$n exec sendmail root@localhost
		within 30 grep -qs '^to srv' "/vservers/srv$n/var/mail/root"
	done
}

query()
{
	vserver "$1" exec runuser -u postgres -- env PGPASSWORD=secret \
		psql -h 127.0.0.1 -U app -d postgres -Atc "$2"
}

# each its own at 127.0.0.1:5432
each_has_its_database()
{
	local n

	for n in 1 2; do
		vserver srv$n exec runuser -u postgres -- psql -qc \
			"CREATE ROLE app SUPERUSER LOGIN PASSWORD 'secret'"
		query srv$n "CREATE TABLE who AS SELECT 'srv$n' AS name"
	done
	for n in 1 2; do
		run query srv$n "SELECT name, inet_server_addr(),
				 inet_client_addr() FROM who"
		out_is "srv$n|127.0.0.1|127.0.0.1"
	done
	# and nobody else's
	run nc -z -w 5 127.0.0.1 5432
	status_is 1
}

each_resolves()
{
	local n

	for n in 1 2; do
		for to in 127.0.0.1 ::1 192.0.2.$n 2001:db8::$n; do
			run vserver srv$n exec dig +short +tries=1 "@$to" \
				who.example.org TXT
			out_is "\"srv$n\""
		done
		run vserver srv$((3 - n)) exec dig +short +tcp "@192.0.2.$n" \
			who.example.org TXT
		out_is "\"srv$n\""
	done
}

# what the usual commands show: addresses, and who listens
each_lists_its_own()
{
	local command

	run vserver srv1 exec hostname -I
	out_is "192.0.2.1 203.0.113.1 2001:db8::1 "
	for command in 'ip -o addr' 'ifconfig -a'; do
		run vserver srv1 exec sh -c "$command"
		out_has '192\.0\.2\.1'
		out_has '2001:db8::1'
		! grep -qE '192\.0\.2\.2[^0-9]|2001:db8::2' <<< "$out" ||
			fail "$command: of srv2"
	done
	for command in 'ss -tulpen' 'netstat -tulpen'; do
		run vserver srv1 exec sh -c "$command"
		out_has '127\.0\.0\.1:5432'
		out_has ':22 .*sshd'
		! grep -qE '192\.0\.2\.2[^0-9]|127\.[1-9]|100::' <<< "$out" ||
			fail "$command: of others, or what stands for the loopback"
	done
	run vserver srv1 exec ip route
	out_has '^192\.0\.2\.0/24 dev dummy0'
	run vserver srv1 exec getent ahosts localhost
	out_has '^::1 '
}

# it starts at boot, takes the network as it is, and says that it is there
network_manager_is_online()
{
	local before

	run vserver srv2 exec systemctl is-active NetworkManager-wait-online
	out_is active
	run vserver srv2 exec nmcli -g DEVICE,STATE device
	out_has '^dummy0:connected \(externally\)$'
	run vserver srv2 exec nmcli -g IP4.ADDRESS device show dummy0
	out_is 192.0.2.2/24
	before=$(ip addr show dummy0)
	run vserver srv2 exec nmcli device disconnect dummy0
	vserver srv2 exec systemctl stop NetworkManager
	[ "$(ip addr show dummy0)" = "$before" ] || fail "it changed addresses"
}

# a primary server for a zone of its own, asked by the other guest
named_resolves()
{
	local bind=/vservers/srv1/etc/bind to

	vserver srv1 exec systemctl stop unbound
	echo 'zone "example.net" { type primary; file "/etc/bind/own.zone"; };' \
		> "$bind/named.conf.local"
	cat > "$bind/own.zone" <<-END
	@ 60 SOA ns root 1 60 60 60 60
	@ 60 NS ns
	ns 60 A 192.0.2.1
	who 60 TXT named
	END
	vserver srv1 exec systemctl start named
	for to in 192.0.2.1 2001:db8::1; do
		run vserver srv2 exec dig +short "@$to" who.example.net TXT
		out_is '"named"'
	done
	run vserver srv1 exec rndc status
	out_has '^server is up and running$'
	vserver srv1 exec systemctl stop named
}

# systemd's, at 127.0.0.53, asks the other guest's
resolved_resolves()
{
	mkdir -p /vservers/srv1/etc/systemd/resolved.conf.d
	printf '[Resolve]\nDNS=192.0.2.2\nDNSSEC=no\n' \
		> /vservers/srv1/etc/systemd/resolved.conf.d/own.conf
	vserver srv1 exec systemctl stop unbound
	vserver srv1 exec systemctl start systemd-resolved
	run vserver srv1 exec dig +short @127.0.0.53 who.example.org TXT
	out_is '"srv2"'
	run vserver srv1 exec resolvectl query -t TXT who.example.org
	status_is 0
	vserver srv1 exec systemctl stop systemd-resolved
}

# it gives out addresses by raw packets, which a guest does not have
dnsmasq_is_refused()
{
	run vserver srv1 exec dnsmasq -d --port=0 --conf-file=/dev/null \
		--dhcp-range=192.0.2.100,192.0.2.200
	[ "$status" != 0 ] || fail "it runs"
	err_has 'dnsmasq: process is missing required capability NET_ADMIN'
}

# as a server of names alone it needs none
dnsmasq_resolves()
{
	vserver srv1 exec dnsmasq --port=5353 --conf-file=/dev/null \
		--no-resolv --user=nobody --txt-record=who.example.org,dnsmasq
	run vserver srv2 exec dig +short -p 5353 @192.0.2.1 who.example.org TXT
	out_is '"dnsmasq"'
	vserver srv1 exec pkill -x dnsmasq
}

# a machine at the other end of a wire
outside()
{
	ip netns exec outside "$@"
}

make_outside()
{
	ip netns add outside
	ip link add wan type veth peer name eth0 netns outside
	ip addr add 198.51.100.1/24 dev wan
	ip link set wan up
	outside ip link set eth0 up
	outside ip addr add 198.51.100.2/24 dev eth0
	outside ip route add default via 198.51.100.1
}

# keys of both ends, each of which knows the other's; the name of the end
make_key()
{
	chroot /vservers/srv1 openssl req -x509 -newkey ec \
		-pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
		-subj "/CN=$1" -keyout "/etc/openvpn/$1.key" \
		-out "/etc/openvpn/$1.crt"
}

print_of()
{
	chroot /vservers/srv1 openssl x509 -in "/etc/openvpn/$1.crt" -noout \
		-fingerprint -sha256 | cut -d= -f2
}

configure_vpn()
{
	make_key near
	make_key far
	cat > /vservers/srv1/etc/openvpn/server/vpn.conf <<-END
	dev tun-vpn
	dev-type tun
	ifconfig-noexec
	route-noexec
	topology subnet
	server 203.0.113.0 255.255.255.0
	cert ../near.crt
	key ../near.key
	dh none
	peer-fingerprint $(print_of far)
	user nobody
	group nogroup
	persist-tun
	persist-key
	END
}

talk_through()
{
	local server

	vserver srv1 exec sh -c 'echo near | nc -N -l 203.0.113.1 99' &
	server=$!
	within 20 vserver srv1 exec sh -c 'ss -tln | grep -q :99'
	run outside nc -w 10 203.0.113.1 99 < /dev/null
	out_is near
	wait $server
	# a source that the host would answer by another way
	outside ip addr add 203.0.114.9/32 dev tun0
	ip route add 203.0.114.9 via 198.51.100.2
	run outside busybox ping -c 1 -W 2 -I 203.0.114.9 203.0.113.1
	status_is 1
}

# OpenVPN by its own unit, with a client outside; srv2 has no way to the device
openvpn_connects()
{
	local client

	make_outside
	configure_vpn
	run vserver srv1 exec systemctl start openvpn-server@vpn
	status_is 0
	outside chroot /vservers/srv1 openvpn --client --nobind --dev tun0 \
		--remote 192.0.2.1 --cert /etc/openvpn/far.crt \
		--key /etc/openvpn/far.key \
		--peer-fingerprint "$(print_of near)" > /tmp/client.log 2>&1 &
	client=$!
	# from the address that it has when the tunnel is there
	within 60 outside busybox ping -c 1 -W 1 -I 203.0.113.2 203.0.113.1 || {
		cat /tmp/client.log
		vserver srv1 exec journalctl -b -u openvpn-server@vpn --no-pager
		fail "nobody answers through the tunnel"
	}
	run vserver srv1 exec ping -c 1 -W 5 203.0.113.2
	status_is 0
	talk_through
	run vserver srv2 exec ls /dev/net
	status_is 2
	kill $client
	wait $client || true
	vserver srv1 exec systemctl stop openvpn-server@vpn
	ip netns del outside
}

# the clock is the host's; the time is told without it
chrony_tells_the_time()
{
	run vserver srv1 exec systemctl show -P ConditionResult chrony
	out_is no
	vserver srv1 exec chronyd -x -u root 'local stratum 5' 'allow all'
	run vserver srv2 exec chronyd -x -Q -t 60 'server 192.0.2.1 iburst'
	status_is 0
	err_has 'System clock wrong by'
	run vserver srv1 exec chronyc -n -h 127.0.0.1 tracking
	out_has '^Stratum +: 5$'
	vserver srv1 exec pkill -x chronyd
}

# a package that is made here, and served by srv1
make_archive()
{
	local dir=/vservers/srv1/var/www/html/debian

	mkdir -p "$dir" /tmp/word/DEBIAN /tmp/word/usr/share/word
	echo "from srv1" > /tmp/word/usr/share/word/word
	cat > /tmp/word/DEBIAN/control <<-'END'
	Package: word
	Version: 1
	Architecture: all
	Maintainer: nobody <nobody@example.org>
	Description: a word
	END
	dpkg-deb --build /tmp/word "$dir/word.deb" > /dev/null
	{
		cat /tmp/word/DEBIAN/control
		echo "Filename: ./word.deb"
		echo "Size: $(stat -c %s "$dir/word.deb")"
		echo "SHA256: $(sha256sum < "$dir/word.deb" | cut -d' ' -f1)"
	} > "$dir/Packages"
}

apt_installs()
{
	make_archive
	echo "deb [trusted=yes] http://192.0.2.1/debian ./" \
		> /vservers/srv2/etc/apt/sources.list
	run vserver srv2 exec apt-get -q update
	status_is 0
	run vserver srv2 exec apt-get -qy install word
	status_is 0
	run vserver srv2 exec cat /usr/share/word/word
	out_is "from srv1"
}

both_stop()
{
	local n

	for n in 1 2; do
		vserver srv$n stop
		all_gone srv$n "$(cat /etc/vservers/srv$n/context)" $n
	done
	[ ! -e /sys/class/net/tun-vpn ] || fail "the device of srv1 is there"
}

host_up
tap_main both_build both_start each_serves_pages each_lets_in each_takes_mail \
	each_has_its_database each_resolves each_lists_its_own network_manager_is_online \
	named_resolves resolved_resolves \
	dnsmasq_is_refused dnsmasq_resolves openvpn_connects \
	chrony_tells_the_time apt_installs both_stop
