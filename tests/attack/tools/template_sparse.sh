#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A few bytes that say they are exabytes: holes, a size without contents, and
# zeros compressed twice.  The build ends, and leaves nothing on the disk.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

tarball /tmp/size.tar <<END
add("huge", size=1 << 62)
END
python3 - /tmp/sparse.tar <<END || broken "no archive"
import sys, tarfile
out = tarfile.open(sys.argv[1], "w", format=tarfile.PAX_FORMAT)
t = tarfile.TarInfo("holes")
t.size = 0
t.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1",
    "GNU.sparse.name": "holes", "GNU.sparse.size": str(1 << 50),
    "GNU.sparse.numblocks": "1", "GNU.sparse.map": "%d,0" % (1 << 50)}
out.addfile(t)
out.close()
END
head -c 700M /dev/zero | zstd -q | zstd -q > /tmp/zeros.zst
control_is test "$(zstdcat /tmp/zeros.zst | zstdcat | head -c 400M | wc -c)" -ge \
	400000000
tarball /tmp/bomb0.tar <<< 'add("zeros", size=700 << 20)'
{ head -c 512 /tmp/bomb0.tar; head -c 700M /dev/zero; } | zstd -q |
	zstd -q > /tmp/bomb.tar
before=$(df --output=used /vservers | tail -1)
for n in size sparse bomb; do
	unpack /tmp/$n.tar
	rm -rf $CONF /tmp/$n.tar
	if [ "$status" = 0 ]; then
		rm -rf $ROOT
	elif [ -e $ROOT ]; then
		worked "$n: what was made is still there"
	fi
done
rm -f /tmp/zeros.zst /tmp/bomb0.tar
sync
after=$(df --output=used /vservers | tail -1)
[ $((after - before)) -lt 20000 ] || worked "the disk is full: $after"
refused "archives larger than the disk end"
