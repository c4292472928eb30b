# SPDX-License-Identifier: GPL-2.0-only
# The table of the benchmark, from results in files that are named as the columns.

BEGIN {
	columns = split("stock again off idle beside guest", title)
	# what a column may cost more than stock, in per cent
	limit["again"] = 0.5
	limit["off"] = 0.5
	limit["idle"] = 1
	limit["beside"] = 3
	limit["guest"] = 3
}

FNR == 1 {
	name = FILENAME
	sub(".*/", "", name)
}

NF == 4 && $2 + 0 > 0 {
	if (name == title[1]) {
		operation[++count] = $1
		spread[$1] = ($4 - $3) / $2 * 100
	}
	middle[$1, name] = $2
}

function cell(op, column,	percent, over)
{
	if (!((op, title[column]) in middle))
		return "missing"
	percent = (middle[op, title[column]] / middle[op, title[1]] - 1) * 100
	if (sprintf("%.2f", percent) == "-0.00")
		percent = 0
	over = percent > limit[title[column]]
	return sprintf("%+.2f%s", percent, over ? "!" : " ")
}

END {
	printf "%-16s%12s%9s", "operation", "stock", "spread"
	for (c = 2; c <= columns; c++)
		printf "%9s ", title[c] " %"
	printf "\n"
	for (i = 1; i <= count; i++) {
		op = operation[i]
		printf "%-16s%12.1f%8.2f%%", op, middle[op, title[1]], spread[op]
		for (c = 2; c <= columns; c++)
			printf "%10s", cell(op, c)
		printf "\n"
	}
	printf "\ntarget"
	for (c = 2; c <= columns; c++)
		printf "%s %s %.1f %%", c == 2 ? ":" : ",", title[c],
		       limit[title[c]]
	printf "; ! marks what is over\n"
}
