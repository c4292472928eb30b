#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Network contexts and addresses: ncontext, naddress, chbind.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# prints the addresses of the network context that it runs in
own_addresses=(grep '^[0-9]' /proc/self/ninfo)

addresses_are_added()
{
	run ncontext --create --nid 300 -- \
		naddress --add --nid self --ip 127.0.0.5/8 --ip 10.1.1.1 \
		--range 10.2.0.1-10.2.0.9/24 --mask 10.3.1.1/16 \
		--ip fd00::1/64 -- "${own_addresses[@]}"
	status_is 0
	out_is "New network context is 300
Adding 127.0.0.5 10.1.1.1 10.2.0.1-10.2.0.9 10.3.0.0 fd00::1
0:	127.0.0.5/255.0.0.0
1:	10.1.1.1/255.255.255.255
2:	10.2.0.1-10.2.0.9/255.255.255.0
3:	10.3.0.0/255.255.0.0
4:	fd00::1/64"
}

addresses_are_removed_and_set()
{
	run ncontext --create --silent --nid 301 -- \
		naddress --add --silent --ip 10.1.1.1/24 --ip 10.1.1.2/24 -- \
		naddress --remove --ip 10.1.1.1/24 -- "${own_addresses[@]}"
	out_is "Removing 10.1.1.1
0:	10.1.1.2/255.255.255.0"
	run ncontext --create --silent --nid 301 -- \
		naddress --add --silent --ip 10.1.1.1/24 -- \
		naddress --set --silent --ip 10.9.9.9/24 -- "${own_addresses[@]}"
	out_is "0:	10.9.9.9/255.255.255.0"
}

broadcast_and_loopback_are_set()
{
	run ncontext --create --silent --nid 302 -- \
		naddress --add --silent --bcast 10.1.1.255 --lback 127.0.0.9 \
		-- grep -E 'Bcast|Lback' /proc/self/ninfo
	out_is "Bcast:	10.1.1.255
Lback:	127.0.0.9"
}

errors_are_255()
{
	run naddress --ip 10.0.0.1
	status_is 255
	run naddress --add --remove --ip 10.0.0.1
	status_is 255
	run naddress --add --nid 4242 --ip 10.0.0.1
	status_is 255
	out_is "Adding 10.0.0.1"
	err_has 'cannot add 10.0.0.1 to network context 4242: No such process'
	run naddress --add --nid 4242 --ip 300.1.1.1/24
	status_is 255
	run naddress --add --nid 4242 --ip no-such-interface
	status_is 255
	err_has 'no such interface'
	run ncontext -- true
	status_is 255
	run ncontext --migrate --nid 4242 -- true
	status_is 255
}

existing_context_is_254()
{
	ncontext --create --silent --nid 303 --disconnect -- sleep 60
	run ncontext --create --nid 303 -- true
	status_is 254
	run ncontext --migrate --nid 303 -- grep NID /proc/self/ninfo
	out_is "NID:	303"
	run chbind --nid 303 --ip 10.7.7.7 -- cat /proc/self/ninfo
	status_is 0
	! grep -q 10.7.7.7 <<< "$out" || fail "the addresses were changed"
	pkill -x sleep
}

chbind_binds()
{
	run chbind --nid 304 --ip 127.0.0.4/8 --bcast 127.255.255.255 \
		--flag single_ip -- "${own_addresses[@]}"
	status_is 0
	out_is "New network context is 304
0:	127.0.0.4/255.0.0.0"
	run chbind --silent --ip lo -- "${own_addresses[@]}"
	out_is "0:	127.0.0.1/255.0.0.0"
	run chbind --silent --ip 127.0.0.4 -- sh -c 'exit 254'
	status_is 254
}

# binds a socket to an address
bind_to=(python3 -c 'import socket, sys
socket.socket().bind((sys.argv[1], 0))')

programs_have_their_addresses_only()
{
	ip addr add 10.9.9.1/32 dev lo
	ip addr add 10.9.9.2/32 dev lo
	run "${bind_to[@]}" 10.9.9.2
	status_is 0
	run chbind --silent --nid 305 --ip 10.9.9.1 -- "${bind_to[@]}" 10.9.9.1
	status_is 0
	run chbind --silent --nid 305 --ip 10.9.9.1 -- "${bind_to[@]}" 10.9.9.2
	status_is 1
	err_has 'Cannot assign requested address'
}

tap_main addresses_are_added addresses_are_removed_and_set \
	broadcast_and_loopback_are_set errors_are_255 existing_context_is_254 \
	chbind_binds programs_have_their_addresses_only
