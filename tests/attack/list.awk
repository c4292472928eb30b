# SPDX-License-Identifier: GPL-2.0-only
# A line NAME MODES VICTIMS CAPS for each attack, from the lines "Modes:",
# "Victims:" and "Caps:" of its comment; see README.

function words(text)
{
	sub(/^[^:]*:[ \t]*/, "", text)
	gsub(/[ \t]+/, ",", text)
	return text
}

function put()
{
	if (name == "")
		return
	if (name ~ /^tools\//)
		modes = "host"
	print name, modes, victims, caps
}

FNR == 1 {
	put()
	name = FILENAME
	sub(/\.c$/, "", name)
	modes = "guest,bare,open"
	victims = "-"
	caps = "-"
}
/^(\/\/|#) Modes:/ { modes = words($0) }
/^(\/\/|#) Victims:/ { victims = words($0) }
/^(\/\/|#) Caps:/ { caps = words($0) }
END { put() }
