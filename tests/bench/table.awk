# SPDX-License-Identifier: GPL-2.0-only
# The tables of the benchmark, from results in files that are named as the columns.

BEGIN {
	columns = split("stock again off idle beside guest veth", title)
	# what a column may cost more than stock, in per cent; veth is the peer
	limit["again"] = 0.5
	limit["off"] = 0.5
	limit["idle"] = 1
	limit["beside"] = 3
	limit["guest"] = 3
	socket_limit = 2
	# a guest among a thousand more than one alone, in per cent
	crowd_limit = 2
	# to make and end a network context, and to change its addresses
	instruction_limit = 200000
	byte_limit = 4096
}

FNR == 1 {
	name = FILENAME
	sub(".*/", "", name)
}

NF == 2 { bytes[$1] = $2 }

NF == 4 && $2 + 0 > 0 {
	if (name == title[1]) {
		operation[++count] = $1
		spread[$1] = ($4 - $3) / $2 * 100
	}
	if (name == "alone")
		crowded[++crowd_count] = $1
	middle[$1, name] = $2
}

function limit_of(op, column)
{
	if (column == "veth")
		return 1000
	return column == "guest" && op ~ /^(tcp|udp|bind)/ ? socket_limit : limit[column]
}

function percent(op, column, base,	p)
{
	p = (middle[op, column] / middle[op, base] - 1) * 100
	return sprintf("%.2f", p) == "-0.00" ? 0 : p
}

function cell(op, column,	p)
{
	if (!((op, column) in middle))
		return column == "veth" ? "- " : "missing"
	p = percent(op, column, title[1])
	return sprintf("%+.2f%s", p, p > limit_of(op, column) ? "!" : " ")
}

function operations(	i, c, op)
{
	printf "%-16s%12s%9s", "operation", "stock", "spread"
	for (c = 2; c <= columns; c++)
		printf "%9s ", title[c] " %"
	printf "\n"
	for (i = 1; i <= count; i++) {
		op = operation[i]
		printf "%-16s%12.1f%8.2f%%", op, middle[op, title[1]], spread[op]
		for (c = 2; c <= columns; c++)
			printf "%10s", cell(op, title[c])
		printf "\n"
	}
	printf "\ntarget"
	for (c = 2; title[c] != "veth"; c++)
		printf "%s %s %.1f %%", c == 2 ? ":" : ",", title[c],
		       limit[title[c]]
	printf ", guest (sockets) %.1f %%; ! marks what is over\n", socket_limit
}

function crowd_row(op, alone, crowd, max,	p, over)
{
	if (alone == "" || crowd == "") {
		printf "%-16s%12s\n", op, "missing"
		return
	}
	p = (crowd / alone - 1) * 100
	over = p > crowd_limit || (max && crowd > max) ? "!" : " "
	printf "%-16s%12.1f%12.1f%+9.2f%s\n", op, alone, crowd, p, over
}

function crowds(	i, op, base, alone, crowd)
{
	printf "\n%-16s%12s%12s%9s\n", "operation", "one guest", "a thousand", "%"
	for (i = 1; i <= crowd_count; i++) {
		op = crowded[i]
		if (op == "vfork+exit")
			continue
		base = op == "+context"
		alone = middle[op, "alone"] - base * middle["vfork+exit", "alone"]
		crowd = middle[op, "crowd"] - base * middle["vfork+exit", "crowd"]
		crowd_row(base ? "create+destroy" : op, alone, crowd,
			  base || op == "addresses" ? instruction_limit : 0)
	}
	printf "\ntarget: %.1f %%, create+destroy and addresses %d\n",
	       crowd_limit, instruction_limit
}

function memory(	context, over)
{
	context = bytes["context-bytes"]
	over = !context || context > byte_limit ? "!" : ""
	printf "\nmemory: a network context %d bytes%s, a network namespace %d; target %d\n",
	       context, over, bytes["namespace-bytes"], byte_limit
}

END {
	operations()
	crowds()
	memory()
}
