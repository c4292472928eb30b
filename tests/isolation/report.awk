# SPDX-License-Identifier: GPL-2.0-only
# awk -v form=FORM -f report.awk CELLS TABLE...: joins the lines CELL of the
# probes with the tables.  FORM is tap (a line for each table, the bad cells as
# comments), md (Markdown) or json.
#
# What a cell must be is in the table's column of that name; a rule "-" is no
# cell.  In the tables by which the kernel decides, the column "rule" is
#
#	families netlink	allow: ok; refuse: the errno below, which is also
#				what a note says that refuses in a network context
#	filesystems		mount: ok with SECURE_MOUNT, which a guest has by
#				default, else EPERM; of fuse, what opening its
#				device gives
#	proc			show or hide
#	sysfs devices		show or ok for each row
#
# A cell whose name no row has is of something that the table does not know: it
# differs unless it is hidden or refused.

BEGIN {
	refusal["families"] = "EAFNOSUPPORT"
	refusal["netlink"] = "EPROTONOSUPPORT"
	split("own other host read write rule mount", columns, " ")
	if (form == "md")
		print "| table | name | object | rule | observed | |\n" \
		      "|---|---|---|---|---|---|"
	if (form == "json")
		print "["
}

# ---- what was observed ----

FILENAME == ARGV[1] {
	if ($1 != "CELL")
		next
	seen[$2, $3, $4] = seen[$2, $3, $4] " " $5
	if ($5 !~ /^(hide|absent|E[A-Z0-9]+)$/)
		visible[$2, $3] = $4
	next
}

# ---- the tables ----

FNR == 1 {
	table = FILENAME
	sub(/.*\//, "", table)
	sub(/\.tbl$/, "", table)
	tables[++nr_tables] = table
	nr_fields = 0
}
/^# (name|path|major)[ \t]/ {
	nr_fields = NF - 1
	for (i = 1; i <= nr_fields; i++)
		field[i] = $(i + 1)
}
/^#/ || !NF { next }

function value(column,    i)
{
	for (i = 1; i <= nr_fields; i++)
		if (field[i] == column)
			return $i
	return ""
}

# what the table says of a cell, "" when it has none
function rule_of(column)
{
	if (table == "sysfs")
		return column == "rule" ? "show" : ""
	if (table == "devices")
		return column == "rule" ? "ok" : ""
	if (table == "filesystems" && column == "mount")
		return $1 == "fuse" ? "EACCES" : \
		       $3 == "SECURE_MOUNT" ? "ok" : "EPERM"
	if (table in refusal)
		return column != "rule" ? "" : \
		       $2 == "allow" && !/refused in a network context/ ? "ok" : \
		       refusal[table]
	# the column "write" is no rule
	if (table == "sysctl" && column == "write")
		return ""
	if (value(column) == "-")
		return ""
	return value(column)
}

function is_expected(want, is)
{
	if (is == want || (is == "absent" && want == "ENOSYS"))
		return 1
	return 0
}

function judge(want, is,    i, n, list, all)
{
	n = split(is, list, " ")
	if (!n)
		return "unknown"
	all = "equal"
	for (i = 1; i <= n; i++) {
		if (is_expected(want, list[i]))
			continue
		if (!may_be_absent || (list[i] != "absent" &&
		    (table != "ioctls" || list[i] !~ /^(ENOTTY|EOPNOTSUPP|ENOPKG)$/)))
			return "differs"
		all = "absent"
	}
	return all
}

function put(name, column, want, key,    is, verdict)
{
	is = seen[key, name, column]
	sub(/^ /, "", is)
	verdict = judge(want, is)
	count[key, verdict]++
	count[key, "all"]++
	if (form == "md")
		printf "| %s | %s | %s | %s | %s | %s |\n", key, name, column,
		       want, is, verdict
	else if (form == "json")
		printf "%s {\"table\":\"%s\",\"name\":\"%s\",\"object\":\"%s\"," \
		       "\"rule\":\"%s\",\"observed\":\"%s\",\"is\":\"%s\"}\n",
		       rows++ ? "," : " ", key, name, column, want, is, verdict
	else if (verdict == "differs" || verdict == "unknown")
		printf "# %s %s %s: %s, not %s\n", key, name, column,
		       is == "" ? "unknown" : is, want
}

{
	name = table == "devices" ? $3 : $1
	has_row[table, name] = has_row[table "32", name] = 1
	may_be_absent = table !~ /^(syscalls|ioctls|pid)$/ ||
			/not in base.config|not on (x86|the disks)/
	for (c = 1; c in columns; c++) {
		want = rule_of(columns[c])
		if (want == "")
			continue
		if (table != "syscalls" || $2 != "i386")
			put(name, columns[c], want, table)
		if (table == "syscalls" && $2 != "64")
			put(name, columns[c], want, "syscalls32")
	}
}

END {
	for (cell in visible) {
		split(cell, part, SUBSEP)
		if (!(cell in has_row))
			put(part[2], visible[cell], "hide", part[1])
	}
	if (form == "json")
		print "]"
	if (form != "tap")
		exit
	for (i = 1; i <= nr_tables; i++)
		if (tables[i] == "syscalls")
			tables[++nr_tables] = "syscalls32"
	printf "1..%d\n", nr_tables
	for (i = 1; i <= nr_tables; i++) {
		key = tables[i]
		bad = count[key, "differs"] + count[key, "unknown"]
		all_bad += bad
		printf "%sok %d - %s: %d cells, %d equal, %d absent\n",
		       bad || !count[key, "equal"] ? "not " : "", i, key,
		       count[key, "all"], count[key, "equal"],
		       count[key, "absent"]
	}
	exit all_bad > 0
}
