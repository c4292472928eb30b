#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Character sets and messages: with a locale whose character set only the guest
# knows, iconv() loads a module from the guest's root.  Errors that a tool tells
# after it has entered are what it would translate.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
gconv=$ROOT/usr/lib/x86_64-linux-gnu/gconv
mkdir -p $gconv $ROOT/usr/lib/locale $ROOT/usr/share/locale
cp $HOSTILE/module.so $gconv/EVIL.so
for set in EVIL UTF-8 ISO-8859-1 ANSI_X3.4-1968; do
	printf 'module %s// INTERNAL EVIL 1\nmodule INTERNAL %s// EVIL 1\n' \
		$set $set
done > $gconv/gconv-modules
cp -L /usr/bin/iconv $ROOT/bin/
control chroot $ROOT /bin/iconv -f EVIL -t EVIL /bin/iconv
start trap
export LC_ALL=en_US.EVIL LANG=en_US.EVIL LANGUAGE=en OUTPUT_CHARSET=EVIL
export NLSPATH=/usr/share/locale/%N GCONV_PATH=/usr/lib/x86_64-linux-gnu/gconv
for how in "exec /no/such/program" "suexec nobody true" "suexec 5 /no" enter \
		status stop; do
	# shellcheck disable=SC2086
	run limit 40 vserver trap $how
	! bitten || worked "vserver $how loaded a module of the guest's"
done
refused "no character set of the guest's is loaded"
