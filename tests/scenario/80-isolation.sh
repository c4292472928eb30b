#!/bin/bash
# vm: -m 2048 -d 512 -t 1800
# SPDX-License-Identifier: GPL-2.0-only
# The isolation matrix: each cell of the tables of the boundary is what a guest
# gets.  ISOLATION, an extended regular expression, chooses probes by their names.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"
# shellcheck source=attack/lib.sh
. "$(dirname "$0")/../attack/lib.sh"

ISOLATION_DIR=/usr/lib/vserver-tests/isolation
cells=/run/cells

# the facts of both victims, as assignments in facts
read_facts()
{
	sed "s/^VICTIM_/OTHER_/" "$FACTS/other" | cat - "$FACTS/host" \
		> "$FACTS/both"
	mapfile -t facts < "$FACTS/both"
}

# a probe in the guest
probe()
{
	timeout -k 5 600 vserver attacker exec /bin/env "${facts[@]}" \
		PATH=/bin:/sbin "/probes/$1" < /dev/null
}

# one that brings what an owner lends it: tests/isolation/syscalls_lent.h
lent_probe()
{
	timeout -k 5 60 env -i "${facts[@]}" PATH=/bin:/sbin \
		"$ISOLATION_DIR/probes/$1" lend "$2" "/probes/$1" < /dev/null
}

# that of the system calls: their table is about a guest that has no more than
# what "vattribute --secure" gives
secure_probe()
{
	local status=0 owner

	vattribute --set --xid 310 --secure --umask ~all
	probe "$1" || status=$?
	for owner in other host; do
		lent_probe "$1" $owner || status=$?
	done
	vserver attacker restart > /dev/null
	return $status
}

run_probe()
{
	case $1 in
	syscalls*) secure_probe "$1" ;;
	*) probe "$1" ;;
	esac
}

arena_up > /dev/null
cp -a $ISOLATION_DIR/probes /vservers/attacker/
: > $cells
read_facts
for p in "$ISOLATION_DIR"/probes/*; do
	[[ ${p##*/} =~ ${ISOLATION:-.} ]] || continue
	status=0
	run_probe "${p##*/}" >> $cells || status=$?
	[ $status = 0 ] || echo "# ${p##*/}: status $status"
done
sed 's/^/# /' $cells
awk -v form=tap -f $ISOLATION_DIR/report.awk $cells $ISOLATION_DIR/tables/*.tbl
