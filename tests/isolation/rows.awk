# SPDX-License-Identifier: GPL-2.0-only
# awk -f rows.awk TABLE.tbl: a header with the names of the table's rows, and with
# what else tells a row from others.  What a guest gets is left out.  Names of
# constants come with their numbers, as far as the headers included before have
# them.

FNR == 1 {
	table = FILENAME
	sub(/.*\//, "", table)
	sub(/\.tbl$/, "", table)
	constants = table ~ /^(families|netlink|rtnetlink|ioctls)$/
	printf "static const struct row %s_rows[] = {\n", table
}
/^#/ || !NF { next }

function row(name, where, number)
{
	printf "\t{ \"%s\", \"%s\", %s },\n", name, where, number
}

constants {
	where = table == "ioctls" ? $2 : ""
	print "#ifdef " $1
	row($1, where, "true, " $1)
	print "#else"
	row($1, where, "false, 0")
	print "#endif"
	next
}
table == "devices" { row($3, $1 ":" $2, "true, 0"); next }
table == "proc" { row($1, $3, "true, 0"); next }
table ~ /^(pid|sysctl|nodes)$/ { row($1, $2, "true, 0"); next }
{ row($1, "", "true, 0") }

END { print "};" }
