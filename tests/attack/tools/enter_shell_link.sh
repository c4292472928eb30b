#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# /bin/bash of the guest is a link to a program of the host: "enter", which looks
# for the best shell, must not run, nor even see, that one.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
printf '#!/bin/sh\ntouch %s/executed\n' "$HOST" > "$HOST/shell"
chmod 755 "$HOST/shell"
settle
for to in "$HOST/shell" "../../../../..$HOST/shell" "/proc/1/root$HOST/shell"; do
	rm -f $ROOT/bin/bash $ROOT/bin/csh
	ln -s "$to" $ROOT/bin/bash
	ln -s "$to" $ROOT/bin/csh
	if [ "$to" = "$HOST/shell" ]; then
		$ROOT/bin/bash
		harmed > /dev/null || broken "control: the link"
		rm "$HOST/executed"
		settle
		start trap
	fi
	run limit 20 vserver trap enter < /dev/null
	unharmed "$to"
	run limit 20 vserver trap exec bash < /dev/null
	unharmed "$to"
	[ "$status" != 0 ] || worked "bash was found: $to"
done
refused "the guest's shell is one in the guest"
