#!/bin/bash
# vm: -d 256 -t 600
# SPDX-License-Identifier: GPL-2.0-only
# The front end, with a guest of a few files: usage, what is told of it, starts
# that fail, scripts of the admin, ways to name and to enter it.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

conf=/etc/vservers/alpha root=/vservers/alpha xid=4711

prepare()
{
	mke2fs -q -t ext4 /dev/vdb
	mkdir -p /vservers
	mount /dev/vdb /vservers
	ip link add dummy0 type dummy 2> /dev/null || true
	echo /usr/lib/util-vserver/vshelper > /proc/sys/kernel/vshelper
	vserver alpha build -m skeleton --context $xid --initstyle plain \
		--interface dummy0:192.0.2.1/24
	mkdir -p $root/{bin,sbin,srv,tmp}
	cp /bin/busybox $root/bin/
	chroot $root /bin/busybox --install -s /bin
	reset_guest
}

# what a test may have changed
reset_guest()
{
	printf '#!/bin/sh\ntrap "exit 0" INT\nsleep 1000 &\nwait\n' \
		> $root/sbin/init
	chmod 755 $root/sbin/init
	printf 'proc /proc proc defaults 0 0\n' > $conf/fstab
	rm -rf $conf/scripts /etc/vservers/.defaults/scripts $conf/apps/init/*
	echo plain > $conf/apps/init/style
	echo $xid > $conf/context
	echo dummy0 > $conf/interfaces/0/dev
}

nothing_is_left()
{
	run vserver alpha status
	status_is 3
	[ ! -e /proc/virtual/$xid ] || fail "the context is there"
	[ ! -e /proc/virtnet/$xid ] || fail "the network context is there"
	[ ! -e /sys/fs/cgroup/vserver/alpha ] || fail "the group is there"
	[ ! -e /run/vservers/alpha ] || fail "the run file is there"
	[ ! -e /run/vservers.rev/$xid ] || fail "the link to it is there"
	[ ! -e /run/vshelper/$xid ] || fail "the helper's file is there"
	run ip -4 -o addr show dev dummy0
	out_is ""
	! grep -q $root /proc/mounts || fail "something is mounted"
}

# a start that fails: exit status, message
fails()
{
	run vserver alpha start
	status_is "$1"
	err_has "$2"
	nothing_is_left
	reset_guest
}

works()
{
	run vserver alpha start
	status_is 0
	run vserver alpha stop
	status_is 0
	nothing_is_left
	reset_guest
}

usage_has_its_statuses()
{
	run vserver
	status_is 2
	err_has '^Usage: vserver '
	run vserver alpha
	status_is 2
	run vserver alpha nonsense
	status_is 2
	err_has "unknown command 'nonsense'"
	run vserver nobody status
	status_is 5
	err_has "Can not find a vserver-setup at '/etc/vservers/nobody/'"
	run vserver --nonsense alpha status
	status_is 1
	run vserver --help
	status_is 0
	run vserver --version
	status_is 0
	for c in start stop restart enter delete; do
		run vserver alpha $c word
		status_is 1
		err_has "$c: unknown argument 'word'"
	done
	for c in exec "suexec" "suexec root"; do
		# words on purpose
		# shellcheck disable=SC2086
		run vserver alpha $c
		status_is 1
		err_has 'no command'
	done
}

stopped_is_told()
{
	run vserver alpha status
	status_is 3
	out_is "Vserver 'alpha' is stopped"
	run vserver --silent alpha status
	status_is 3
	out_is ""
	run vserver alpha running
	status_is 1
	out_is ""
	run vserver alpha condrestart
	status_is 0
	run vserver alpha stop
	status_is 0
	err_has "vserver 'alpha' is not running"
	run vserver alpha exec true
	status_is 1
	err_has "vserver 'alpha' is not running"
	# a run file left from before a reboot of the host says nothing
	mkdir -p /run/vservers
	echo $xid > $conf/run
	run vserver alpha running
	status_is 1
	rm -f /run/vservers/alpha
}

running_is_told()
{
	vserver alpha start
	run vserver alpha status
	status_is 0
	out_has "^Vserver 'alpha' is running at context '$xid'\$"
	out_has '^Number of processes:  2$'
	out_has '^Uptime:               00:00$'
	run vserver alpha running
	status_is 0
	run vserver alpha start
	status_is 0
	err_has "vserver 'alpha' already running"
	vserver alpha restart
	run vserver alpha running
	status_is 0
	vserver alpha condrestart
}

guests_have_many_names()
{
	local name

	ln -sfn alpha /etc/vservers/link
	cd /etc/vservers
	for name in $xid alpha alpha/ $conf $conf/ ./alpha ../vservers/alpha \
		    link /etc/vservers/link; do
		run vserver "$name" status
		status_is 0
		out_has "^Vserver '$name' is running at context '$xid'\$"
	done
	for name in 4712 lpha .. . "" vservers/alpha alpha/../alpha; do
		run vserver "$name" status
		status_is 5
	done
	rm link
}

commands_run_in_it()
{
	run vserver alpha exec sh -c 'exit 42'
	status_is 42
	run vserver alpha exec /no/such/program
	status_is 127
	run vserver alpha exec /etc/hosts
	status_is 126
	run vserver alpha exec sh -c 'kill -9 $$'
	status_is 137
	run vserver alpha exec pwd
	out_is /
	run vserver alpha exec cat /proc/self/cgroup
	out_is 0::/
	out=$(echo typed | vserver alpha exec cat)
	out_is typed
}

# what the guest has instead of a file on the host is a pipe
# shellcheck disable=SC2016
files_stay_with_the_caller()
{
	printf '%s\n' one two three > /tmp/list
	chmod 600 /tmp/list
	run vserver alpha exec sh -c 'for i in 0 1 2; do chmod 666 /proc/self/fd/$i
		echo guest > /proc/self/fd/$i; done' < /tmp/list 2> /tmp/errors
	[ "$(stat -c %a /tmp/list /tmp/errors | xargs)" = "600 644" ]
	[ "$(xargs < /tmp/list)" = "one two three" ]
	# the caller reads on where the program has ended
	out=$({ vserver alpha exec sh -c 'read -r line; echo "took $line"'
		cat; } < /tmp/list)
	[ "$(xargs <<< "$out")" = "took one two three" ] || fail "$out"
	head -c 300000 /dev/urandom > /tmp/big
	vserver alpha exec cat < /tmp/big > /tmp/copy
	cmp /tmp/big /tmp/copy
	# one file: the order stays
	vserver alpha exec sh -c 'for i in 1 2 3; do echo $i; echo e$i >&2
		done' > /tmp/both 2>&1
	[ "$(xargs < /tmp/both)" = "1 e1 2 e2 3 e3" ] || fail "$(cat /tmp/both)"
}

# root of the guest reads what a program there is given
environment_stays_outside()
{
	local keep=/etc/vservers/.defaults/apps/exec/keep-environment
	local path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

	run env SECRET=x TERM=dumb LC_ALL=C "PATH=/evil:$PATH" HOME=/evil \
		vserver alpha exec /bin/busybox env
	status_is 0
	[ "$(sort <<< "$out" | xargs)" = \
		"HOME=/root LC_ALL=C PATH=$path TERM=dumb" ] || fail "$out"
	echo 'joe:x:1000:1000::/home/joe:/bin/sh' > $root/etc/passwd
	vserver alpha suexec joe env | grep -x HOME=/home/joe
	vserver alpha suexec 1000 env | grep -x HOME=/
	mkdir -p "${keep%/*}"
	: > "$keep"
	SECRET=x vserver alpha exec env | grep -x SECRET=x
	rm "$keep"
}

users_are_those_of_the_guest()
{
	printf 'root:x:0:0::/:\nuser:x:77:78::/:\n' > $root/etc/passwd
	printf 'g78:x:78:\nmore:x:79:user,root\n' > $root/etc/group
	run vserver alpha suexec user id
	out_is "uid=77(user) gid=78(g78) groups=78(g78),79(more)"
	run vserver alpha suexec 77 id
	out_is "uid=77(user) gid=77"
	run vserver alpha suexec nobody id
	status_is 255
	err_has "the guest has no user 'nobody'"
	for name in -1 4294967296 4294967295 77x; do
		run vserver alpha suexec "$name" id
		status_is 255
	done
	# what blocks whoever opens it is no list of users
	rm $root/etc/passwd
	mkfifo $root/etc/passwd
	run timeout 10 vserver alpha suexec user id
	status_is 255
	rm $root/etc/passwd $root/etc/group
}

limits_are_out_of_its_reach()
{
	run vserver alpha exec sh -c 'mkdir /tmp/cg; mount -t cgroup2 none \
		/tmp/cg && echo 5 > /tmp/cg/pids.max'
	[ "$(cat /sys/fs/cgroup/vserver/alpha/pids.max)" = max ] ||
		fail "changed its own limit"
	run vserver alpha exec sh -c 'umount /tmp/cg'
}

stop_leaves_nothing()
{
	run vserver alpha stop
	status_is 0
	[ -z "$err" ] || fail "it complains"
	nothing_is_left
}

wrong_init_fails()
{
	rm $root/sbin/init
	fails 1 "cannot run '/sbin/init' of the guest: No such file"
	chmod 644 $root/sbin/init
	fails 1 "cannot run '/sbin/init' of the guest: Permission denied"
	echo '#!/no/such/shell' > $root/sbin/init
	fails 1 "cannot run '/sbin/init' of the guest: No such file"
	echo nonsense > $conf/apps/init/style
	fails 1 "Unknown init-style 'nonsense'"
	echo sysv > $conf/apps/init/style
	fails 1 'neither /etc/rc.d/rc nor /etc/init.d/rc'
	echo false > $conf/apps/init/cmd.prepare
	fails 1 "the prepare command 'false' failed"
	works
}

wrong_ids_fail()
{
	local id

	for id in 0 1 65536 nonsense ''; do
		echo "$id" > $conf/context
		fails 1 'context: no context id from '
	done
	rm $conf/context
	fails 1 'context: no context id from '
	vcontext --create --silent --xid $xid --disconnect -- sleep 100
	run vserver alpha start
	status_is 1
	err_has "context.* $xid"
	[ ! -e /sys/fs/cgroup/vserver/alpha ] || fail "the group is there"
	[ ! -e /run/vservers/alpha ] || fail "the run file is there"
	vkill -s KILL -c $xid
	wait_until [ ! -e /proc/virtual/$xid ]
	ncontext --create --silent --nid $xid --disconnect -- sleep 100
	run vserver alpha start
	status_is 1
	err_has "network context $xid"
	[ ! -e /proc/virtual/$xid ] || fail "the context is there"
	pkill -x sleep
	wait_until [ ! -e /proc/virtnet/$xid ]
	works
}

wrong_network_fails()
{
	echo none0 > $conf/interfaces/0/dev
	fails 1 "no device 'none0' for address 192.0.2.1"
	rm $conf/interfaces/0/dev
	fails 1 'interfaces/0: no file dev, and no nodev'
	echo 192.0.2.1/24 > $conf/interfaces/0/ip
	fails 1 'interfaces/0/ip: no IPv4 or IPv6 address'
	echo 192.0.2.1 > $conf/interfaces/0/ip
	echo 33 > $conf/interfaces/0/prefix
	fails 1 "interfaces/0: '33' is no prefix or mask"
	echo 24 > $conf/interfaces/0/prefix
	# the first is taken back when the second fails
	mkdir $conf/interfaces/1
	echo 192.0.2.2 > $conf/interfaces/1/ip
	echo none0 > $conf/interfaces/1/dev
	fails 1 "no device 'none0' for address 192.0.2.2"
	rm -r $conf/interfaces/1
}

wrong_words_fail()
{
	echo nonsense > $conf/cflags
	fails 1 "$conf/cflags: Unknown flag 'nonsense'"
	rm $conf/cflags
	mkdir $conf/cgroup
	echo nonsense > $conf/cgroup/pids.max
	fails 1 "cannot set 'pids.max'"
	rm -r $conf/cgroup
}

wrong_fstab_fails()
{
	echo one-word >> $conf/fstab
	fails 1 "$conf/fstab:2: syntax error"
	echo 'none /missing tmpfs defaults 0 0' >> $conf/fstab
	fails 1 "cannot mount 'none' on '/missing' of the guest: No such file"
	echo 'none /missing tmpfs nofail 0 0' >> $conf/fstab
	works
	echo 'none /srv nonsense defaults 0 0' >> $conf/fstab
	fails 1 "cannot mount 'none' on '/srv'"
	# as late as the process file system
	echo 'none /proc/none proc defaults 0 0' >> $conf/fstab
	fails 1 "cannot mount 'none' on '/proc/none'"
}

links_do_not_lead_out()
{
	mkdir -p /tmp/outside
	ln -s /../../tmp/outside $root/away
	echo 'none /away tmpfs defaults 0 0' >> $conf/fstab
	fails 1 "cannot mount 'none' on '/away'"
	ln -sfn /../../../srv $root/away
	echo 'none /away tmpfs defaults 0 0' >> $conf/fstab
	vserver alpha start
	run vserver alpha exec cat /proc/mounts
	out_has '^none /srv tmpfs '
	vserver alpha stop
	rm $root/away
	reset_guest
	mv $root/etc $root/old-etc
	ln -s /../../etc $root/etc
	echo 'none /etc tmpfs defaults 0 0' >> $conf/fstab
	fails 1 "cannot mount 'none' on '/etc'"
	rm $root/etc
	mv $root/old-etc $root/etc
	reset_guest
}

# a script of the admin that tells who it is, and its exit status
script()
{
	mkdir -p "$(dirname "$1")"
	# for the script to expand
	# shellcheck disable=SC2016
	printf '#!/bin/sh\necho "$0 $1 $2 $PWD" >> /tmp/scripts.log\nexit %s\n' \
		"$2" > "$1"
	chmod 755 "$1"
}

scripts_have_their_order()
{
	local f s=$conf/scripts

	: > /tmp/scripts.log
	for f in initialize prepre-start pre-start post-start pre-stop \
		 post-stop postpost-stop; do
		script "$s/$f" 0
	done
	script $s/pre-start.d/20b 0
	script $s/pre-start.d/10a 0
	chmod 644 $s/pre-start.d/10a
	script $s/pre-start.d/10a~ 1
	script $s/pre-start.d/10a.rpmsave 1
	script /etc/vservers/.defaults/scripts/pre-start 1
	vserver alpha start
	vserver alpha stop
	run cat /tmp/scripts.log
	out_is "$s/initialize initialize alpha $conf
$s/prepre-start prepre-start alpha $conf
$s/pre-start pre-start alpha $root
$s/pre-start.d/10a pre-start alpha $root
$s/pre-start.d/20b pre-start alpha $root
$s/post-start post-start alpha $root
$s/pre-stop pre-stop alpha $root
$s/post-stop post-stop alpha $root
$s/postpost-stop postpost-stop alpha $root"
	reset_guest
}

failed_scripts_end_a_start()
{
	local f

	for f in initialize prepre-start pre-start post-start; do
		script "$conf/scripts/$f" 3
		fails 3 "script '$conf/scripts/$f' failed with status 3"
	done
	: > /tmp/scripts.log
	script $conf/scripts/pre-start.d/1 4
	script $conf/scripts/pre-start.d/2 0
	fails 4 'failed with status 4'
	! grep -q pre-start.d/2 /tmp/scripts.log || fail "went on"
	script /etc/vservers/.defaults/scripts/pre-start 5
	fails 5 'failed with status 5'
	for f in pre-stop post-stop postpost-stop; do
		script "$conf/scripts/$f" 3
	done
	works
}

kills_have_their_order()
{
	# it does not end by itself
	printf '#!/bin/sh\ntrap : INT\ntrap "echo usr1 >> /tmp/log" USR1
		trap "echo usr2 >> /tmp/log" USR2\nwhile :; do
		sleep 0.1; done\n' > $root/sbin/init
	mkdir -p $conf/apps/vshelper
	echo 1 > $conf/apps/vshelper/sync-timeout
	printf '12\n1\n10\n1\n9\n' > $conf/apps/init/killseq
	vserver alpha start
	run vserver alpha stop
	status_is 0
	err_has "'alpha' did not end in time"
	run cat $root/tmp/log
	out_is "usr2
usr1"
	rm -r $conf/apps/vshelper
	nothing_is_left
	reset_guest
}

delete_asks()
{
	run vserver alpha delete < /dev/null
	status_is 2
	out_has '^Are you sure you want to delete the vserver alpha \(y/N\) '
	run vserver alpha delete <<< n
	status_is 2
	run vserver alpha delete <<< yes
	status_is 2
	[ -d $root ] || fail "deleted"
	vserver alpha start
	run vserver alpha delete <<< y
	status_is 0
	[ ! -e $root ] || fail "the root is there"
	[ ! -e $conf ] || fail "the configuration is there"
	[ ! -e /proc/virtual/$xid ] || fail "it runs"
	run vserver alpha status
	status_is 5
}

prepare
tap_main usage_has_its_statuses stopped_is_told running_is_told \
	guests_have_many_names commands_run_in_it files_stay_with_the_caller \
	environment_stays_outside \
	users_are_those_of_the_guest limits_are_out_of_its_reach \
	stop_leaves_nothing wrong_init_fails wrong_ids_fail \
	wrong_network_fails wrong_words_fail wrong_fstab_fails \
	links_do_not_lead_out scripts_have_their_order \
	failed_scripts_end_a_start kills_have_their_order delete_asks
