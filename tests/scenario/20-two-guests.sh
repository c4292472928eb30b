#!/bin/bash
# vm: -m 2048 -d 2048 -s GUEST -t 900
# SPDX-License-Identifier: GPL-2.0-only
# Two guests on one host: each serves port 80, and each is alone.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

both_build_and_start()
{
	# the host's numbers are none that the guests have of their own
	echo 20000 > /proc/sys/kernel/ns_last_pid
	debian_guest web1 1
	vserver web2 build -m clone --hostname web2 \
		--interface dummy0:192.0.2.2/24 -- -s web1
	[ "$(cat /etc/vservers/web1/context)" != \
	  "$(cat /etc/vservers/web2/context)" ]
	echo "the page of web1" > /vservers/web1/var/www/html/index.html
	echo "the page of web2" > /vservers/web2/var/www/html/index.html
	vserver web1 start
	vserver web2 start
	fully_up web1
	fully_up web2
}

each_serves_port_80()
{
	within 20 nc -z 192.0.2.1 80
	within 20 nc -z 192.0.2.2 80
	run wget -qO- http://192.0.2.1/
	out_is "the page of web1"
	run wget -qO- http://192.0.2.2/
	out_is "the page of web2"
	# each its own loopback
	run vserver web1 exec wget_page 127.0.0.1
	out_has "the page of web1"
	run vserver web2 exec wget_page 127.0.0.1
	out_has "the page of web2"
}

# Debian's minimal system has no wget
install_wget_page()
{
	local g

	for g in web1 web2; do
		cat > "/vservers/$g/usr/local/bin/wget_page" <<-'END'
		#!/bin/sh
		printf 'GET / HTTP/1.0\r\n\r\n' | nc -w 5 "$1" 80
		END
		chmod 755 "/vservers/$g/usr/local/bin/wget_page"
	done
}

# pids of all processes of a guest, as the host counts them
pids_of()
{
	local xid p

	xid=$(cat "/etc/vservers/$1/context")
	for p in /proc/[0-9]*; do
		grep -qsx "VxID:.$xid" "$p/status" && echo "${p#/proc/}"
	done
	return 0
}

# the same from both sides, and the shell, ls and wc that count
counts_agree()
{
	local pids

	pids=$(pids_of web1 | wc -l)
	run vserver web1 exec sh -c 'ls -d /proc/[0-9]* | wc -l'
	echo "# host counts $pids, guest $out"
	[ "$out" = $((pids + 3)) ]
}

each_sees_its_own_processes()
{
	run vserver web1 exec ps -eo comm=
	out_has lighttpd
	# again when a process of the guest came or went meanwhile
	within 100 counts_agree
	run vserver web1 exec sh -c "ps -e | wc -l"
	[ "$out" -lt 40 ] || fail "too many processes"
}

each_sees_its_own_address()
{
	run vserver web1 exec ip -4 -o addr
	out_has 192.0.2.1/
	! grep -qF 192.0.2.2/ <<< "$out" || fail "sees the other's address"
	run vserver web2 exec ip -4 -o addr
	out_has 192.0.2.2/
	! grep -qF 192.0.2.1/ <<< "$out" || fail "sees the other's address"
}

# root and an ordinary user, with Debian's ping
each_pings()
{
	local to

	# as systemd on a host sets it; root needs no such thing
	run vserver web1 exec ping -n -c 1 -W 5 192.0.2.1
	status_is 0
	echo "0 2147483647" > /proc/sys/net/ipv4/ping_group_range
	for to in 127.0.0.1 192.0.2.1 192.0.2.2; do
		run vserver web1 exec ping -n -c 1 -W 5 $to
		status_is 0
		out_has "bytes from $to: icmp_seq=1"
		run vserver web1 suexec nobody ping -n -c 1 -W 5 $to
		status_is 0
	done
}

# what netstat, ifconfig and ss read
each_lists_its_own_sockets()
{
	run vserver web1 exec ss -Htln
	out_has ":80 "
	[ "$(vserver web1 exec sh -c 'cat /proc/net/tcp /proc/net/tcp6' |
		grep -c ':0050 0*:0000 0A')" -ge 1 ] || fail "no port 80"
	run vserver web1 exec cut -d: -f1 /proc/net/dev
	out_has '^ *lo$'
	out_has '^ *dummy0$'
}

each_has_its_own_log()
{
	vserver web1 exec logger "a word from web1"
	within 10 sh -c 'vserver web1 exec journalctl -b --no-pager |
			 grep -q "a word from web1"'
	run vserver web2 exec journalctl --no-pager
	! grep -q "a word from web1" <<< "$out" || fail "reads the other's log"
	run vserver web1 exec dmesg
	[ "$status" != 0 ] || fail "reads the kernel's log"
}

# from inside web1, nothing of web2 or the host can be reached by number
others_are_out_of_reach()
{
	local pid host

	sleep 600 &
	host=$!
	for pid in $(vserver-info web2 INITPID) $(pids_of web2 | tail -1) $host
	do
		run vserver web1 exec sh -c "kill -0 $pid"
		err_has "[Nn]o such process"
		run vserver web1 exec ls "/proc/$pid"
		status_is 2
		err_has "No such file"
		run vserver web1 exec sh -c "cat /proc/$pid/environ"
		err_has "No such file"
	done
	# and the same by a context without namespaces of its own
	for pid in $(vserver-info web2 INITPID) $host; do
		run chcontext --silent --secure -- sh -c "kill -0 $pid"
		err_has "[Nn]o such process"
		run chcontext --silent --secure -- ls "/proc/$pid"
		err_has "No such file"
		run chcontext --silent --secure -- strace -p "$pid"
		err_has "No such process"
	done
	kill "$host"
}

host_sees_all()
{
	run vserver-stat
	out_has ' web1$'
	out_has ' web2$'
	run vps -ef
	out_has ' web1 .*lighttpd'
	out_has ' web2 .*lighttpd'
}

ports_conflict_only_on_one_address()
{
	run vserver web1 exec nc -l 192.0.2.2 8080
	status_is 1
	err_has "Cannot assign requested address"
	run vserver web1 exec nc -l 192.0.2.1 80
	err_has "Address already in use"
}

stop_one_and_the_other_serves()
{
	vserver web1 stop
	all_gone web1 "$(cat /etc/vservers/web1/context)" 1
	run wget -qO- http://192.0.2.2/
	out_is "the page of web2"
	vserver web2 stop
	all_gone web2 "$(cat /etc/vservers/web2/context)" 2
}

host_up
tap_main both_build_and_start install_wget_page each_serves_port_80 \
	each_sees_its_own_processes each_sees_its_own_address each_pings \
	each_lists_its_own_sockets \
	each_has_its_own_log others_are_out_of_reach host_sees_all \
	ports_conflict_only_on_one_address stop_one_and_the_other_serves
