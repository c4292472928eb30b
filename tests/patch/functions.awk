# SPDX-License-Identifier: GPL-2.0-only
# Which functions of two objects differ?  Reads two sources and two lists
# "FUNCTION<TAB>INSTRUCTION": stock, patched, stock, patched.  An immediate that
# is the number of a line in the one and that of an equal line in the other is
# no difference: WARN_ONCE() and ASSERT_RTNL() pass __LINE__.

function hex(text,  i, n)
{
	for (i = 1; i <= length(text); i++)
		n = n * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
	return n
}

# equal, but for one immediate that is the number of an equal line
function same_line_number(a, b,  x, y, rest)
{
	if (!match(a, /\$0x[0-9a-f]+/))
		return 0
	x = substr(a, RSTART + 3, RLENGTH - 3)
	rest = substr(a, 1, RSTART) substr(a, RSTART + RLENGTH)
	if (!match(b, /\$0x[0-9a-f]+/))
		return 0
	y = substr(b, RSTART + 3, RLENGTH - 3)
	if (rest != substr(b, 1, RSTART) substr(b, RSTART + RLENGTH))
		return 0
	x = hex(x)
	y = hex(y)
	return x in source1 && y in source2 && source1[x] != "" &&
		source1[x] == source2[y]
}

FNR == 1 { part++ }
part == 1 { source1[FNR] = $0; next }
part == 2 { source2[FNR] = $0; next }
{
	f = $1
	sub(/^[^\t]*\t/, "")
	names[f] = 1
	if (part == 3)
		code1[f, ++n1[f]] = $0
	else
		code2[f, ++n2[f]] = $0
}
END {
	if (part != 4)
		print "no code"
	for (f in names) {
		bad = n1[f] != n2[f]
		for (i = 1; i <= n1[f] && !bad; i++)
			bad = code1[f, i] != code2[f, i] &&
				!same_line_number(code1[f, i], code2[f, i])
		if (bad)
			print f
	}
}
