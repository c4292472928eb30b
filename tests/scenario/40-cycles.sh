#!/bin/bash
# vm: -m 1024 -d 256 -t 1500
# SPDX-License-Identifier: GPL-2.0-only
# A minimal guest started and stopped many times: nothing is left, also not in
# the kernel.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

# the long run makes ten times as many
cycles=20
[ "${TEST_LONG:-0}" = 0 ] || cycles=200

minimal_guest()
{
	vserver mini build -m skeleton --context 77 --hostname mini \
		--interface dummy0:192.0.2.7/24 --initstyle plain
	mkdir -p /vservers/mini/{bin,sbin}
	cp /bin/busybox /vservers/mini/bin/
	ln -s busybox /vservers/mini/bin/sh
	minimal_init /vservers/mini
}

one_cycle()
{
	vserver mini start
	vserver mini stop > /dev/null 2>&1
}

start_and_stop_often()
{
	local i

	for ((i = 1; i <= cycles; i++)); do
		one_cycle || fail "cycle $i"
	done
	all_gone mini 77 7
}

total_is_zero()
{
	grep -qE '^#CTotal:[[:space:]]*0$' /proc/virtual/status
}

no_context_is_left()
{
	within 10 total_is_zero || fail "$(cat /proc/virtual/status)"
}

host_up
tap_main minimal_guest start_and_stop_often no_context_is_left
