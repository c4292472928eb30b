#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# TIOCSTI: a program types into the terminal that it was given, and the admin's
# shell reads it as soon as the program has ended (CVE-2016-2779, CVE-2017-5226).
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
provide $ROOT tiocsti
start trap
# a shell on a terminal: what it reads after a command
shell_after()
{
	cat > /tmp/session <<-END
	$1
	read -r -t 2 line
	echo "read: \$line"
	END
	run on_terminal "bash /tmp/session"
	rm -f /tmp/session
}
shell_after "$HOSTILE/tiocsti typed-by-guest
"
[[ $out = *typed-by-guest* ]] || broken "control: TIOCSTI does nothing"
nl=$'\n'
text="'typed-by-guest$nl'"
for how in exec "suexec 0"; do
	for redirect in '' '2> /dev/null' '< /dev/null' '| cat' '3>&1 4<&0'; do
		shell_after "vserver trap $how /bin/tiocsti $text $redirect"
		[[ $out != *read:*typed-by-guest* ]] ||
			worked "$how $redirect types on the terminal"
	done
done
# by the init at the start, the stop, and the shell of "enter"
printf '#!/bin/busybox sh\n/bin/tiocsti "typed-by-guest\n"\n' > $ROOT/bin/bash
chmod 755 $ROOT/bin/bash
shell_after "vserver trap enter"
[[ $out != *read:*typed-by-guest* ]] || worked "enter"
cat > $ROOT/sbin/init <<-'END'
	#!/bin/sh
	tiocsti "typed-by-guest
	"
	trap 'tiocsti "typed-by-guest
	"; exit 0' INT TERM
	busybox sleep 10000 &
	wait
END
shell_after "vserver trap restart"
[[ $out != *read:*typed-by-guest* ]] || worked "restart"
shell_after "vserver trap stop"
[[ $out != *read:*typed-by-guest* ]] || worked "stop"
refused "the terminal is not the caller's"
