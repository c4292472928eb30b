#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What the admin gives a command to read - "exec tar x < backup" - is opened
# again by way of /proc/self/fd/0, for writing; and a log that it may append to
# is read and cut.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
start trap
for how in exec "suexec 0"; do
	echo $SECRET > "$HOST/log"
	settle
	# shellcheck disable=SC2086
	run limit 20 vserver trap $how /bin/sh -c '
		echo taken > /proc/self/fd/0
		cat > /dev/null' < "$HOST/canary"
	unharmed "input of $how"
	# shellcheck disable=SC2086
	limit 20 vserver trap $how /bin/sh -c '
		cat /proc/self/fd/1 >> /found' >> "$HOST/log"
	! grep -q $SECRET $ROOT/found || worked "output of $how is read"
	# shellcheck disable=SC2086
	limit 20 vserver trap $how /bin/sh -c '
		: > /proc/self/fd/1' >> "$HOST/log"
	unharmed "output of $how"
done
sh -c 'echo taken > /proc/self/fd/0' < "$HOST/canary"
harmed > /dev/null || broken "control: it cannot be opened again"
refused "input is for reading, and output for writing"
