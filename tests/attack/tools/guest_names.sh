#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Names of guests that are paths, patterns, empty or have newlines: a
# tool that makes paths and commands of them works somewhere else.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

# in single quotes: a shell that the tool runs would expand them
# shellcheck disable=SC2016
names=('../x' '..' '' / $'a\nb' '*' '$(touch /srv/x)' 'a/../../../srv/x'
	'.defaults' "x'; touch /srv/x; '" "$(printf 'n%.0s' $(seq 300))"
	"../../$HOST")
listing()
{
	find /etc/vservers /vservers /srv -maxdepth 3 -not -path '*/.lock*' \
		-printf '%p %y %m\n' | sort
}
mkdir "$HOST/apps" "$HOST/root"
before=$(listing)
mkdir -p "/vservers/../srv/x"
[ "$(listing)" != "$before" ] || broken "control: the name leads nowhere"
rmdir /srv/x
settle
for name in "${names[@]}"; do
	for how in "build -m skeleton --context $XID" start delete cleanup; do
		# shellcheck disable=SC2086
		run limit 20 vserver --silent -- "$name" $how
		[ "$status" != 124 ] || worked "'$name' $how has no end"
		case $how in
		delete|start)
			[ "$status" != 0 ] || worked "'$name' $how succeeds" ;;
		esac
		unharmed "'$name' $how"
		[ "$(listing)" = "$before" ] || {
			differences "$before" "$(listing)"
			worked "'$name' $how made something"
		}
	done
	run limit 20 vkill -c "$name" -s KILL
	[ "$status" != 0 ] || worked "vkill -c '$name' succeeds"
done
refused "a guest's name is a name"
