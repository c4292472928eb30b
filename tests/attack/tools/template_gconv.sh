#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# An archive has modules for character sets, and then entries whose names are
# in one: whoever unpacks with the new root as root would load them from there.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

mkdir -p "$HOST/tree/usr/lib/x86_64-linux-gnu/gconv" "$HOST/tree/bin"
gconv=$HOST/tree/usr/lib/x86_64-linux-gnu/gconv
cp $HOSTILE/module.so "$gconv/EVIL.so"
for set in EVIL UTF-8 ISO-8859-1 ISO-8859-15 ANSI_X3.4-1968 CP1252 SJIS; do
	printf 'module %s// INTERNAL EVIL 1\nmodule INTERNAL %s// EVIL 1\n' \
		$set $set
done > "$gconv/gconv-modules"
cp -L /usr/bin/iconv "$HOST/tree/bin/"
python3 - "$HOST/evil.tar" "$HOST/tree" <<'END' || broken "no archive"
import sys, tarfile
out = tarfile.open(sys.argv[1], "w", format=tarfile.PAX_FORMAT)
out.add(sys.argv[2], ".")
for charset in ("ISO-IR 10646 2000 UTF-8", "BINARY", "EVIL"):
    t = tarfile.TarInfo("n\u00e4me-\u3042-" + charset[:4])
    t.uname = t.gname = "\u00fcser"
    t.pax_headers = {"hdrcharset": charset, "comment": "\u3042"}
    out.addfile(t)
out.close()
END
settle
for locale in C C.UTF-8 en_US.EVIL ja_JP.SJIS; do
	export LC_ALL=$locale
	unpack "$HOST/evil.tar"
	! bitten || worked "the archive's module was loaded with $locale"
	[ $locale != C ] || [ "$status" = 0 ] || broken "status $status: $err"
	if [ $locale = C ]; then
		mkdir -p $ROOT/lib64 $ROOT/lib/x86_64-linux-gnu
		cp -L /lib64/ld-linux-x86-64.so.2 $ROOT/lib64/
		cp -L /lib/x86_64-linux-gnu/libc.so.6 \
			$ROOT/lib/x86_64-linux-gnu/
		control chroot $ROOT /bin/iconv -f EVIL -t EVIL /bin/iconv
	fi
	rm -rf $ROOT $CONF
done
unharmed
refused "no module of the archive's is loaded"
