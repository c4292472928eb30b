#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A directory of one guest is given to another: "/vservers/trap2/www /www none
# bind".  The first replaces it by a link, and the next start of the second
# mounts what that names on the host (the subPath attack, CVE-2017-1002101).
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
hostile_guest trap2 401
mkdir $ROOT/www
for to in "$HOST" "../../../..$HOST"; do
	rm -f /vservers/trap2/www
	ln -s "$to" /vservers/trap2/www
	grep -q $SECRET /vservers/trap2/www/secret || broken "control: the link"
	echo "/vservers/trap2/www /www none bind" > $CONF/fstab
	run limit 40 vserver trap start
	[ "$status" != 0 ] || run inside /bin/cat /www/secret
	! grep -q $SECRET <<< "$out" ||
		worked "a link of one guest gives the other the host's $HOST"
	limit 40 vserver trap stop > /dev/null 2>&1
done
refused "what is in a guest is looked up in that guest"
