#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What else a process hands on without a word: ambient and inheritable rights
# (those that are shown do not count, but what can be done with them),
# keyrings and supplementary groups.  In the guest no right and no key of the
# host is left.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
start trap
found=
key=$(keyctl add user tools-key $SECRET @u)
keyctl setperm "$key" 0x3f3f3f3f
control_is grep -q tools-key /proc/keys
cat > $ROOT/bin/show <<-'END'
	#!/bin/sh
	grep -E '^(Cap|NoNewPrivs|Groups)' /proc/self/status
	cat /proc/keys
END
chmod 755 $ROOT/bin/show
run setpriv --inh-caps +all --ambient-caps +all grep CapAmb /proc/self/status
[ $((16#${out##*[[:space:]]})) != 0 ] || broken "control: no ambient rights"
run setpriv --inh-caps +all --ambient-caps +all --groups 4,27 \
	vserver trap exec /bin/show < /dev/null
ambient=$out
[[ $out = *CapEff:* && $out = *Groups:* ]] || broken "nothing is shown: $err"
grep -q 'tools-key' <<< "$ambient" && found="$found keys"
grep '^Groups:' <<< "$ambient" | grep -qE '\b(4|27)\b' && found="$found groups"
setpriv --inh-caps +all --ambient-caps +all vserver trap exec \
	/bin/mknod /made b 7 0 < /dev/null > /dev/null 2>&1
[ ! -b $ROOT/made ] || found="$found mknod"
keyctl unlink "$key" @u
[ -z "${found:-}" ] || worked "the guest has: $found"
refused "nothing comes along"
