# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034
# (SC2034: the scripts use what is set here)
#
# Attacks on the admin's tools: sourced by each script in tools/, which runs on
# the host, makes a hostile guest, runs a tool, and ends with one of refused,
# worked and broken.  Since there is no mode "open" for them, a script shows
# that its trap is one: control() runs what a careless tool would do.
#
#	ROOT, CONF	of the guest "trap", context $XID
#	HOST		a directory of the host that no guest has, with the
#			files secret and canary
#
# A guest's file /ran tells that the trap ran, its device /bite that it had
# rights of the host; see guest/trap.c.

set -uo pipefail
ATTACK=/usr/lib/vserver-tests/attack
# shellcheck source=../lib/tap.sh
. /usr/lib/vserver-tests/lib/tap.sh
# shellcheck source=../scenario/host.sh
. /usr/lib/vserver-tests/lib/host.sh
# shellcheck source=lib.sh
. $ATTACK/lib.sh

HOSTILE=$ATTACK/tools/guest
XID=400
ROOT=/vservers/trap
CONF=/etc/vservers/trap
SECRET=tools-0123456789

refused()
{
	echo "refused: $*"
	exit 0
}

worked()
{
	echo "worked: $*"
	exit 1
}

broken()
{
	echo "broken: $*"
	[ -z "${err:-}" ] || echo "$err"
	exit 2
}

# a test that tap.sh or host.sh gives up is no verdict
fail()
{
	broken "$@"
}

# a step without which the attack says nothing
need()
{
	"$@" || broken "$* ends with $?"
}

# at most so many seconds: 124 tells that it was not enough
limit()
{
	timeout -k 2 "$(tap_time "$1")" "${@:2}"
}

# ---- what is the host's ----

# changed on the way: names, kinds, modes, links and contents
digest()
{
	find "$HOST" -printf '%P %y %m %n %U %l\n' | sort
	find "$HOST" -type f -exec sha256sum {} + | sort
	find "$HOST" -exec lsattr -d {} + 2> /dev/null | sort
}

harmed()
{
	local now

	now=$(digest)
	[ "$now" != "$was" ] || return 1
	differences "$was" "$now"
}

# the VM has no /dev/fd
differences()
{
	echo "$1" > "$TIMES/1"
	echo "$2" > "$TIMES/2"
	diff "$TIMES/1" "$TIMES/2" | sed 's/^/# /'
	true
}

# what is in HOST by now belongs there
settle()
{
	was=$(digest)
}

unharmed()
{
	! harmed || worked "the host's files changed: ${*:-see above}"
}

# ---- guests ----

# name, context, init style
hostile_guest()
{
	local name=$1 xid=$2 style=${3:-plain}

	run vserver "$name" build -m skeleton --context "$xid" \
		--hostname "$name" --initstyle "$style"
	[ "$status" = 0 ] || broken "no guest $name: $out $err"
	small_root "/vservers/$name"
	minimal_init "/vservers/$name"
	quick_stop "$name"
}

# programs of HOSTILE, in bin of a root: ROOT NAME...; what has their name there
# is an absolute link, for the guest: for cp it is one to the host's busybox
provide()
{
	local root=$1
	shift

	cp --remove-destination "${@/#/$HOSTILE/}" "$root/bin/"
}

quick_stop()
{
	mkdir -p "/etc/vservers/$1/apps/vshelper"
	echo 3 > "/etc/vservers/$1/apps/vshelper/sync-timeout"
}

start()
{
	run limit 60 vserver "$1" start
	[ "$status" = 0 ] || broken "$1 does not start: $out $err"
}

# a command in the guest, which is not the tool that is looked at
inside()
{
	vserver trap exec "$@" < /dev/null
}

# the same in the background, for as long as the guest runs
inside_goes_on()
{
	vserver trap exec /bin/sh -c '"$@" > /dev/null 2>&1 &' sh "$@" \
		< /dev/null > /dev/null 2>&1
}

# ---- traps ----

# put the program that tells on us in place of files of the guest
arm()
{
	local f

	for f in "$@"; do
		mkdir -p "$(dirname "$ROOT/$f")"
		rm -rf "${ROOT:?}/$f"
		cp "$HOSTILE/trap" "$ROOT/$f"
	done
}

bitten()
{
	[ -b $ROOT/bite ]
}

disarm()
{
	rm -f $ROOT/bite $ROOT/ran
}

# a careless command does run the trap as the host
control()
{
	limit 20 "$@" < /dev/null > /dev/null 2>&1
	bitten || broken "control: nobody is bitten by: $*"
	disarm
}

# the same for a condition: what a careless command did
control_is()
{
	"$@" || broken "control: not so: $*"
}

# an archive: FILE, and lines of Python on standard input, which call add()
tarball()
{
	{ cat <<-'END'; cat; echo 'archive.close()'; } | python3 - "$1" ||
		import io, sys, tarfile
		archive = tarfile.open(sys.argv[1], "w", format=tarfile.GNU_FORMAT)
		def add(name, kind=tarfile.REGTYPE, link="", data=b"", mode=0o755,
		        major=0, minor=0, size=None):
		    t = tarfile.TarInfo(name)
		    t.type, t.linkname, t.mode = kind, link, mode
		    t.devmajor, t.devminor = major, minor
		    t.size = len(data) if size is None else size
		    archive.addfile(t, io.BytesIO(data) if data else None)
		DIR, LINK, SYMLINK = tarfile.DIRTYPE, tarfile.LNKTYPE, tarfile.SYMTYPE
		BLOCK, CHAR, FIFO = tarfile.BLKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE
	END
		broken "no archive"
}

# the guest from an archive; sets status, out and err
unpack()
{
	run limit 60 vserver trap build -m template --context $XID \
		--initstyle plain -- -t "$1"
	[ "$status" != 124 ] || worked "the build has no end"
}

# ---- the end ----

remove_guest()
{
	local name=$1 xid

	if vserver "$name" running 2> /dev/null; then
		timeout -k 2 "$(tap_time 40)" vserver --silent "$name" stop
	fi
	xid=$(cat "/etc/vservers/$name/context" 2> /dev/null)
	[ ! -e "/proc/virtual/${xid:-none}" ] || vkill -c "$xid" -s KILL
	awk -v d="/vservers/$name/" 'index($5, d) == 1 { print $5 }' \
		/proc/self/mountinfo | tac | xargs -r umount
	rm -rf --one-file-system "/vservers/$name" "/etc/vservers/$name"
	[ ! -e "/proc/virtual/${xid:-none}" ]
}

# a guest holds all it gets of a kind, see process/user_counts.c; meanwhile the
# host tries the same call: KIND CALL, the call in perl
used_up()
{
	local kind=$1 call=$2 program status=0

	program="\$b = \"\\0\" x 64; exit(($3) < 0 ? 1 : 0)"
	perl -e "$program" || broken "$call before"
	vserver attacker exec /attack/process/user_counts "$kind" \
		> "$HOST/held" &
	within 10 grep -q held "$HOST/held" || broken "nothing is held"
	cat "$HOST/held"
	perl -e "$program" || status=1
	wait
	rm "$HOST/held"
	[ "$status" = 0 ] || worked "$call: the host has no more"
	refused "$call: the host has its own"
}

leave()
{
	local result=$? name job

	trap '' TERM
	cd /
	for job in $(jobs -p); do
		kill -KILL "$job" 2> /dev/null
	done
	for name in trap trap2; do
		remove_guest $name || result=2
	done > /dev/null 2>&1
	touch -r "$TIMES/vservers" /vservers
	touch -r "$TIMES/etc" /etc/vservers
	rm -rf "$HOST" "$TIMES"
	exit $result
}

HOST=$(mktemp -d /srv/tools.XXXXXX)
TIMES=$(mktemp -d)
# guests come and go here, which the runner need not see
touch -r /vservers "$TIMES/vservers"
touch -r /etc/vservers "$TIMES/etc"
echo $SECRET > "$HOST/secret"
echo unchanged > "$HOST/canary"
was=$(digest)
cd /
trap leave EXIT
trap 'exit 2' TERM
