# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# What `make shell' runs first, in the shell in the VM.

# shellcheck source=scenario/demo-host.sh
. /usr/lib/vserver-tests/lib/demo-host.sh
demo_up
demo_build
vserver web1 start
PS1='host# '
trap 'vserver web1 stop; umount /etc/vservers /vservers' EXIT
echo
echo "This is the host.  The guest web1 is starting.  Try:"
echo "    vserver web1 status"
echo "    vserver web1 enter"
echo "    vserver-stat"
echo "exit stops the guest and the VM."
