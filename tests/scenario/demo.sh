#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What `make demo' shows, in the VM.

set -euo pipefail
# shellcheck source=scenario/demo-host.sh
. /usr/lib/vserver-tests/lib/demo-host.sh

# a second address of the host, where the guest's service must not answer
refused()
{
	ip addr add 192.0.2.9/24 dev dummy0
	if show nc -zv 192.0.2.9 80; then
		echo "the guest answers on an address that is not its own"
		return 1
	fi
}

demo_up
demo_build
show vserver web1 start
demo_wait
show vserver web1 exec systemctl is-system-running
show vserver web1 status
show vserver-stat
show vserver web1 exec ps -e
show nc -zv 192.0.2.1 80
refused
show vserver web1 stop
show vserver web1 status || [ $? = 3 ]
umount /etc/vservers /vservers
echo
echo "The guest ran and is stopped.  make shell gives you a shell there."
