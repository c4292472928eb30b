# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# The checks of scripts/lint, a function lint_NAME each; sourced, never run.
# What they print as "file:line: ..." is a finding.

WARN=(-std=gnu11 -O2 -Wall -Wextra -Wshadow -Wstrict-prototypes
	-Wmissing-prototypes -Wold-style-definition -Wvla -Wimplicit-fallthrough
	-Wpointer-arith -Wundef)
# set by scripts/lint
tmp=${tmp:-}
INCLUDE=(-Iinclude/uapi -Iutil-vserver/lib -Iutil-vserver/common -Itests/lib
	-Ibuild/tests/isolation
	-DVERSION='"0"')

lint_text()
{
	mapfile -t files < <(find_files '\.([chS]|sh|md|[1-9])$|^scripts/|file$' \
		README CONTRIBUTING.md Makefile include kernel-patch/files \
		util-vserver scripts tests)
	run grep -HnE $'[[:space:]]+$| \t' -- "${files[@]}" |
		sed -E 's/^([^:]*:[0-9]+:).*/\1 white space/' || true
	for f in "${files[@]}"; do
		[[ $f != *.[ch] ]] || head -1 "$f" | grep -q SPDX ||
			echo "$f:1: no SPDX line"
		[ "$(wc -l < "$f")" -le 500 ] || echo "$f:1: over 500 lines"
	done
}

# beside a .git, checkpatch would leave a file of its own
checkpatch_files()
{
	local option=$1 d

	shift
	mkdir -p "$tmp/src"
	for d in include kernel-patch util-vserver tests; do
		ln -sfn "$TOP/$d" "$tmp/src/$d"
	done
	(cd "$tmp/src" && "$KSCRIPTS/checkpatch.pl" --no-tree --strict \
		--terse --no-summary --show-types "$option" -f "$@")
}

lint_checkpatch()
{
	local status=0 user

	mapfile -t files < <(find_files '\.[ch]$' include kernel-patch/files)
	run checkpatch_files --strict -- "${files[@]}" || status=1
	# the kernel has its own integers, strings and macros for these
	user=PREFER_KERNEL_TYPES,ENOSYS,SPLIT_STRING,ARRAY_SIZE,STRCPY,STRNCPY
	user+=,PREFER_DEFINED_ATTRIBUTE_MACRO,BIT_MACRO,STATIC_CONST_CHAR_ARRAY
	user+=,AVOID_EXTERNS,CAMELCASE,VOLATILE,ARCH_DEFINES
	user+=,EMBEDDED_FUNCTION_NAME,MACRO_ARG_REUSE,MULTIPLE_ASSIGNMENTS
	mapfile -t files < <(find_files '\.[ch]$' util-vserver tests)
	run checkpatch_files "--ignore=$user" -- "${files[@]}" || status=1
	return $status
}

checkpatch_hook()
{
	"$KSCRIPTS/checkpatch.pl" --no-tree --no-signoff --strict --terse \
		--no-summary --show-types --max-line-length=100 --ignore \
		COMMIT_MESSAGE,DIFF_IN_COMMIT_MSG,COMMIT_LOG_LONG_LINE - \
		< "$1" | sed "s,^-:,$1:,"
}

lint_hooks()
{
	mapfile -t files < <(find_files '\.patch$' kernel-patch/patches)
	run_each checkpatch_hook -- "${files[@]}"
}

lint_kerneldoc()
{
	mapfile -t files < <(find_files '\.[ch]$' include kernel-patch/files \
		util-vserver)
	run "$KSCRIPTS/kernel-doc" -none -Wall -- "${files[@]}" 2>&1
}

lint_uapi()
{
	local status=0

	mapfile -t files < <(find_files '\.h$' include/uapi)
	run_each gcc -x c -std=c90 -Wall -Wextra -Werror -fsyntax-only \
		-Iinclude/uapi -- "${files[@]}" 2>&1 || status=1
	run_each g++ -x c++ -std=c++98 -Wall -Wextra -Werror -fsyntax-only \
		-Iinclude/uapi -- "${files[@]}" 2>&1 || status=1
	return $status
}

# tests of the 32-bit system call are 32-bit programs
compile_one()
{
	local -a word=()
	local f=${*: -1}

	[[ $f != */compat_test.c ]] || word=(-m32)
	[[ $f != tests/isolation/* ]] || word=(-D_GNU_SOURCE)
	[[ $f != tests/attack/* ]] ||
		word=(-D_GNU_SOURCE -Itests/attack)
	"$@" "${word[@]}" -c -o /dev/null
}

compile()
{
	local -a mount

	read -ra mount < <(pkg-config --cflags mount json-c)
	make -s -C tests/isolation rows
	mapfile -t files < <(find_files '\.c$' util-vserver tests)
	run_each compile_one "$1" "${WARN[@]}" "${INCLUDE[@]}" "${mount[@]}" \
		-- "${files[@]}" 2>&1 | sed '/: note:/d'
}

lint_gcc()
{
	compile gcc
}

lint_clang()
{
	compile clang
}

lint_shellcheck()
{
	mapfile -t files < <(find_files . scripts tests util-vserver .ci |
		xargs -r grep -lE '^#!.*sh$|^# shellcheck shell')
	run shellcheck -x -f gcc -- "${files[@]}"
	run grep -HnwE '^[[:space:]]*eval' -- "${files[@]}" || true
}

lint_codespell()
{
	mapfile -t files < <(find_files . README CONTRIBUTING.md Makefile \
		Kconfig.vserver include kernel-patch util-vserver scripts tests)
	run codespell -- "${files[@]}"
}

lint_mandoc()
{
	mapfile -t files < <(find_files '\.[1-9]$' util-vserver/man)
	run mandoc -T lint -W warning -- "${files[@]}" | sed 's/^mandoc: //'
}

# the kernel's build calls sparse; ours notes what it was called for.  The variant
# hooks has every file.
lint_sparse()
{
	local n

	rm -f "$tmp/sparse.log"
	cat > "$tmp/sparse" <<-END
	#!/bin/bash
	{ echo "checked \${*: -1}"; exec sparse "\$@" 2>&1; } >> $tmp/sparse.log
	END
	chmod +x "$tmp/sparse"
	run scripts/build-kernel hooks C=2 CHECK="$tmp/sparse" -- \
		kernel/vserver/ fs/proc/vserver.o > /dev/null
	n=$(grep -cE '^checked .*/(kernel/vserver/|fs/proc/vserver)' "$tmp/sparse.log")
	[ "$n" = "$(find kernel-patch/files -name '*.c' | wc -l)" ] ||
		echo "scripts/lint:1: sparse saw $n files"
	sed -E "s,^($TREE/|\.\./)+,," "$tmp/sparse.log" |
		grep -E '^(kernel/vserver|fs/proc/vserver|include/(uapi/)?linux/vserver)'\
		|| true
}
