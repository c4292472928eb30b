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

# a probe in the guest, with the facts of both victims
probe()
{
	local facts others

	mapfile -t facts < "$FACTS/host"
	sed "s/^VICTIM_/OTHER_/" "$FACTS/other" > "$FACTS/others"
	mapfile -t others < "$FACTS/others"
	timeout -k 5 600 vserver attacker exec /bin/env "${facts[@]}" \
		"${others[@]}" PATH=/bin:/sbin "/probes/$1" < /dev/null
}

arena_up > /dev/null
cp -a $ISOLATION_DIR/probes /vservers/attacker/
: > $cells
for p in "$ISOLATION_DIR"/probes/*; do
	[[ ${p##*/} =~ ${ISOLATION:-.} ]] || continue
	status=0
	probe "${p##*/}" >> $cells || status=$?
	[ $status = 0 ] || echo "# ${p##*/}: status $status"
done
sed 's/^/# /' $cells
awk -v form=tap -f $ISOLATION_DIR/report.awk $cells $ISOLATION_DIR/tables/*.tbl
