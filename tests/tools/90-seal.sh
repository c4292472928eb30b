#!/bin/bash
# vm: -d 256
# SPDX-License-Identifier: GPL-2.0-only
# What enters a guest and runs a program there shows the guest a file that the
# guest cannot write to, and not the tool of the host.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

conf=/etc/vservers/alpha root=/vservers/alpha xid=4711
program=/tmp/true log=/tmp/attack

# a guest with little more than the program, and contexts to give as arguments
prepare()
{
	mke2fs -q -t ext4 /dev/vdb
	mkdir -p /vservers
	mount /dev/vdb /vservers
	vserver alpha build -m skeleton --context $xid --initstyle plain
	mkdir -p $root/{bin,sbin}
	cp /bin/busybox $root/bin/sh
	# nobody else has it open; a way to it that both host and guest may go
	cp /bin/busybox $program
	touch $root/bin/true
	printf '#!/bin/sh\nexec sleep 1000\n' > $root/sbin/init
	chmod 755 $root/sbin/init
	printf '%s 0 0\n' 'proc /proc proc defaults' \
		"$program /bin/true none bind" > $conf/fstab
	vserver alpha start
	ncontext --create --silent --nid 500 -- \
		vcontext --create --silent --xid 500 --disconnect -- sleep 1000
}

# Somebody who has a lease of a program: who executes it waits until the lease
# is given back.  Meanwhile the file behind each process of that name is opened;
# when nobody executes it any more, it is written to, with what is there already.
# A line for each says which file it is and what came of it.
attacker=$(cat <<-'EOF'
	import errno, fcntl, os, signal, sys, time

	def read(path):
	    with open(path) as f:
	        return f.read().strip()

	def open_all(name):
	    for pid in filter(str.isdigit, os.listdir("/proc")):
	        try:
	            if read(f"/proc/{pid}/comm") == name:
	                exe = f"/proc/{pid}/exe"
	                yield os.readlink(exe), os.open(exe, os.O_RDONLY)
	        except FileNotFoundError:
	            pass

	def write_to(fd):
	    for i in range(100):
	        try:
	            again = os.open(f"/proc/self/fd/{fd}", os.O_RDWR)
	            os.pwrite(again, os.pread(again, 1, 0), 0)
	            return "written"
	        except OSError as e:
	            if e.errno != errno.ETXTBSY:
	                return e.strerror
	        time.sleep(0.1)
	    return "busy"

	program, name = sys.argv[1:]
	signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGIO])
	lease = os.open(program, os.O_RDONLY)
	fcntl.fcntl(lease, fcntl.F_SETLEASE, fcntl.F_WRLCK)
	print("ready", flush=True)
	signal.sigtimedwait([signal.SIGIO], 30)
	found = list(open_all(name))
	os.close(lease)
	for link, fd in found:
	    print(f"{link}: {write_to(fd)}")
EOF
)

# attack NAME COMMAND...: the command runs the program by the tool NAME
attack()
{
	local name=$1 pid
	shift

	"${from[@]}" python3 -c "$attacker" $program "$name" > $log 2>&1 &
	pid=$!
	wait_until grep -q . $log
	grep -qx ready $log || fail "no attacker: $(cat $log)"
	run "$@"
	[ "$status" = 0 ] || fail "$*"
	wait $pid || fail "the attacker: $(cat $log)"
	out=$(grep -vx ready $log || true)
	[ -n "$out" ] || fail "$*: no process with the name $name"
	! grep -vq '^/memfd:.*: Operation not permitted$' <<< "$out" ||
		fail "$*: not a sealed copy"
}

# root of the guest
attack_in_guest()
{
	local from=(vcontext --migrate --xid "$xid" --)

	attack "$@"
}

vcontext_is_sealed()
{
	cd $root
	attack_in_guest vcontext vcontext --migrate --xid $xid --chroot \
		--namespace -- /bin/true
	attack_in_guest vcontext vcontext --migrate --xid $xid --pivot-root -- \
		/bin/true
	attack_in_guest vcontext vcontext --migrate --xid $xid --disconnect \
		--pivot-root -- /bin/true
}

chcontext_is_sealed()
{
	attack_in_guest chcontext chcontext --xid $xid -- /bin/true
}

vserver_is_sealed()
{
	attack_in_guest vserver vserver alpha exec /bin/true
	attack_in_guest vserver vserver alpha suexec 0 /bin/true
}

# those that do not enter a guest's process context run what is entered by the
# next one; here it is root of the host who looks at them
chained=(
	"chbind --silent --ip 127.0.0.5/8 --"
	"exec-cd /"
	"naddress --set --silent --nid 500 --ip 127.0.0.5/8 --"
	"nattribute --nid 500 --set --"
	"ncontext --migrate --nid 500 --"
	"vattribute --xid 500 --set --"
	"vcontext --migrate-self --"
	"vspace --new --uts --"
	"vuname --xid 500 -s -t context=/other --"
)

each_chained()
{
	local line words

	for line in "${chained[@]}"; do
		read -ra words <<< "$line"
		"$@" "${words[@]}"
	done
}

attack_on_host()
{
	local from=(env)

	attack "$1" "$@" $program
}

others_are_sealed()
{
	each_chained attack_on_host
}

# no more than the caller has
has_no_more()
{
	run "$@" /bin/sh -c 'ls /proc/self/fd'
	out_is "$(/bin/sh -c 'ls /proc/self/fd' 2> /dev/null)"
}

descriptors_are_not_left()
{
	each_chained has_no_more
	has_no_more vcontext --migrate --xid 500 --
	has_no_more chcontext --xid 500 --
	run vserver alpha exec /bin/sh -c 'echo /proc/self/fd/[4-9]'
	out_is '/proc/self/fd/[4-9]'
}

# whoever runs another program is in one of the tests above
no_tool_is_forgotten()
{
	local path name tried=0

	for path in /usr/share/man/man8/*.8; do
		name=$(basename "$path" .8)
		[ -x "/usr/sbin/$name" ] || continue
		"$name" --help 2> /dev/null | sed '/^$/q' | grep -q program || continue
		tried=$((tried + 1))
		[ "$name" != chcontext ] || continue
		printf '%s\n' "${chained[@]}" | grep -q "^$name " ||
			fail "$name is not tried"
	done
	[ "$tried" -ge 10 ] || fail "only $tried tools are installed"
}

prepare
tap_main vcontext_is_sealed chcontext_is_sealed vserver_is_sealed \
	others_are_sealed descriptors_are_not_left \
	no_tool_is_forgotten
