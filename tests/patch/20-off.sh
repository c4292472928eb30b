#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# With CONFIG_VSERVER=n the hooked sources compile to what they are without the
# patch: builds their objects in the variants stock and off (minutes the first
# time) and compares each function, relocations and strings included.
#
# The functions in off-different are known to differ, each with the reason; one
# that is there and does not differ is a failure, too.

set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/../../scripts/lib.sh"
# shellcheck source=tests/patch/tap.sh
. "$(dirname "$0")/tap.sh"

HERE=$TOP/tests/patch
export LC_ALL=C

# C files that the series changes
sources()
{
	sed 's/#.*//; /^[[:space:]]*$/d' \
		"$TOP/kernel-patch/patches/series-$LINE" |
		sed "s,^,$TOP/kernel-patch/patches/," |
		xargs sed -n 's,^+++ b/\(.*\.c\)$,\1,p' | sort -u
}

# lines "SECTION+0xOFFSET TEXT" of the functions and strings of an object
names_of()
{
	local section

	objdump -t "$1" | sed -nE \
		's/^0*([0-9a-f]+) .{6}F (.*)\t[0-9a-f]+ (.*)/\2+0x\1 \3/p' |
		sed 's/+0x0 / /'
	for section in .rodata.str1.1 .rodata.str1.8; do
		: > "$tmp/strings"
		objcopy -O binary -j $section "$1" "$tmp/strings"
		tr '\n\0' '\001\n' < "$tmp/strings" | awk -v s=$section '
			{ printf at ? "%s+0x%x %s\n" : "%s%.0s %s\n", s, at, $0
			  at += length($0) + 1 }'
	done
}

# lines "FUNCTION<TAB>INSTRUCTION RELOCATION" without addresses; a name or a
# string stands for its address, and the names of the two trees are one
code_of()
{
	objdump -d -r -w --no-show-raw-insn "$1" | sed -E '1,3d
		s/^ *[0-9a-f]+:[[:space:]]*//
		s/\t[0-9a-f]+: (R_X86)/ \1/
		s/[0-9a-f]+ (<[^>]*>)/\1/g' |
	awk 'FILENAME != "-" { at = $1; sub(/^[^ ]* /, ""); text[at] = $0; next }
	     /^<.*>:$/ { f = $1; gsub(/[<>:]/, "", f); next }
	     $NF in text { at = $NF; sub(/[^ \t]*$/, ""); $0 = $0 text[at] }
	     NF { print f "\t" $0 }' <(names_of "$1") - |
	sed "s,${STOCK##*/}/,${TREE##*/}/,"
}

build()
{
	mapfile -t list < <(sources)
	"$TOP/scripts/build-kernel" "$1" "${list[@]/%.c/.o}"
}

same_code()
{
	local file=$1 object=${1%.c}.o

	code_of "$BUILD/kernel/stock/$object" > "$tmp/stock"
	code_of "$BUILD/kernel/off/$object" > "$tmp/off"
	[ -s "$tmp/stock" ]
	awk -f "$HERE/functions.awk" "$STOCK/$file" "$TREE/$file" \
		"$tmp/stock" "$tmp/off" | sort > "$tmp/is"
	awk -v file="$file" '$1 == file { print $2 }' "$HERE/off-different" |
		sort > "$tmp/known"
	diff "$tmp/known" "$tmp/is"
}

mapfile -t tests < <(sources)
[ "${#tests[@]}" -gt 0 ]
tap_run 'build stock' 'build off' "${tests[@]/#/same_code }"
