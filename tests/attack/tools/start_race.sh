#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# CVE-2021-30465: two guests have a volume in common.  One of them swaps a
# directory in it with a link to /, while the other is started and something is
# mounted on it: the mount lands on the host, or the next one starts from there.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

volume=/vservers/.volume
mkdir -p $volume/a/etc $volume/a/srv "$HOST/extra"
ln -s ../../../../../../../../.. $volume/b
echo extra > "$HOST/extra/mark"
settle
hostile_guest trap $XID
hostile_guest trap2 401
provide /vservers/trap2 swap
for name in trap trap2; do
	mkdir /vservers/$name/volume
	echo "$volume /volume none bind" >> /etc/vservers/$name/fstab
done
echo "$HOST/extra /volume/a/srv none bind" >> $CONF/fstab
start trap2
vserver trap2 exec /bin/sh -c "/bin/swap /volume/a /volume/b > /dev/null 2>&1 &" \
	< /dev/null
leaves()
{
	local i

	for i in $(seq 100); do
		[ ! "$volume/a/srv" -ef /srv ] || return 0
	done
	return 1
}
within 10 leaves ||
	broken "control: no moment at which a naive lookup leaves"
before=$(cut -d' ' -f5 /proc/self/mountinfo | sort)
for i in $(seq 8); do
	run limit 40 vserver trap start
	if [ "$status" = 0 ]; then
		# does the guest see the host now?
		run inside /bin/sh -c "cat $HOST/secret /volume/*$HOST/secret \
			/volume/*/secret"
		! grep -q $SECRET <<< "$out" || worked "the guest has $HOST"
		mount=$(grep "${HOST#/}/extra" \
			"/proc/$(vserver-info trap INITPID)/mountinfo" |
			cut -d' ' -f5)
		case $mount in
		''|/volume/a/srv|/volume/b/srv|/srv) ;;
		*) worked "the mount is on $mount" ;;
		esac
	fi
	[ "$(cut -d' ' -f5 /proc/self/mountinfo | sort)" = "$before" ] ||
		worked "a mount of the host"
	unharmed
	limit 40 vserver trap stop > /dev/null 2>&1
done
limit 40 vserver trap2 stop > /dev/null 2>&1
rm -rf $volume
refused "what is opened is what is mounted on"
