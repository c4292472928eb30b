#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The series and the release patch, on the build host, without a build.

set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/../../scripts/lib.sh"
# shellcheck source=tests/patch/tap.sh
. "$(dirname "$0")/tap.sh"

export QUILT_PATCHES=$TOP/kernel-patch/patches QUILT_SERIES=series-$LINE
export LC_ALL=C

# copies of the files that the series changes
pristine()
{
	mkdir -p "$1"
	sed 's/#.*//; /^[[:space:]]*$/d' "$QUILT_PATCHES/$QUILT_SERIES" |
		sed "s,^,$QUILT_PATCHES/," | xargs sed -n 's,^+++ b/,,p' |
		(cd "$STOCK" && xargs cp --parents -t "$1")
}

push_all()
{
	cd "$1"
	QUILT_PC=$tmp/pc quilt --quiltrc - push -a --fuzz=0
}

series_applies_without_fuzz_and_offset()
{
	pristine "$tmp/b"
	push_all "$tmp/b" > "$tmp/log"
	grep -c '^Applying patch' "$tmp/log"
	! grep -E 'offset|fuzz' "$tmp/log"
}

series_comes_off()
{
	pristine "$tmp/a"
	pristine "$tmp/b"
	push_all "$tmp/b"
	[ "$(diff -rq "$tmp/a" "$tmp/b" | wc -l)" = \
		"$(find "$tmp/a" -type f | wc -l)" ]
	QUILT_PC=$tmp/pc quilt --quiltrc - pop -a
	diff -r "$tmp/a" "$tmp/b"
}

# a context line that moved on must stop the series, not be guessed around
series_refuses_fuzz()
{
	pristine "$tmp/b"
	sed -i 's/^#include <linux\/mm.h>$/#include <linux\/mm.h> \/**\//' \
		"$tmp/b/kernel/exit.c"
	if push_all "$tmp/b" > "$tmp/log" 2>&1; then
		return 1
	fi
	grep 'FAILED .* kernel/exit.c' "$tmp/log"
}

# make-patch applies what it made and compares; here, that it is the same
# whoever makes it
release_patch_is_the_same_again()
{
	local name

	(umask 077; TZ=Asia/Tokyo LC_ALL=C.UTF-8 \
		"$TOP/scripts/make-patch" "$tmp/1")
	(cd /; TZ=UTC "$TOP/scripts/make-patch" "$tmp/2")
	diff -r "$tmp/1" "$tmp/2"
	cd "$tmp/1"
	sha256sum -c ./*.sha256
	name=$(echo patch-*-vs"$(cat "$TOP/VERSION")".patch)
	[ -s "$name" ]
	! grep -E '^(---|\+\+\+) .*[0-9]{4}-[0-9]{2}-[0-9]{2}' "$name"
}

# what make clean kernel and a kernel without the option need
release_patch_hooks_into_the_kernel()
{
	"$TOP/scripts/make-patch" "$tmp"
	grep -x '+source "kernel/vserver/Kconfig"' "$tmp"/*.patch
	grep -x '+++ b/kernel/vserver/Kconfig' "$tmp"/*.patch
	# shellcheck disable=SC2016
	grep -xF '+obj-$(CONFIG_VSERVER) += vserver/' "$tmp"/*.patch
}

tap_run series_applies_without_fuzz_and_offset series_comes_off \
	series_refuses_fuzz release_patch_is_the_same_again \
	release_patch_hooks_into_the_kernel
