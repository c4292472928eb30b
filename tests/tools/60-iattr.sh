#!/bin/bash
# vm: -d 128
# SPDX-License-Identifier: GPL-2.0-only
# Attributes of files on ext4: setattr and showattr.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

disk=/dev/vdb
top=/mnt/iattr

prepare()
{
	mkdir -p "$top"
	mke2fs -q -t ext4 "$disk"
	mount "$disk" "$top"
}

# a fresh directory, entered
fresh()
{
	mkdir -p "$top/$1"
	cd "$top/$1"
}

flags_are_shown()
{
	fresh shown
	touch file
	mkdir dir
	run showattr file
	status_is 0
	out_is "-----uic- file"
	run showattr -d dir
	out_is "----bui-- dir"
}

flags_are_set_and_cleared()
{
	fresh set
	touch file
	run setattr --iunlink file
	status_is 0
	run showattr file
	out_is "-----UIC- file"
	run setattr --~immutable file
	run showattr file
	out_is "-----Uic- file"
	run setattr '--!ixunlink' file
	run showattr file
	out_is "-----uic- file"
	run setattr --flags 0x40000 file
	run showattr file
	out_is "-----uIc- file"
	run setattr --~flags 0x40000 file
	# clearing wins
	run setattr --immutable --~immutable file
	run showattr file
	out_is "-----uic- file"
}

barrier_is_for_directories()
{
	fresh barrier
	touch file
	mkdir dir
	run setattr --barrier dir
	status_is 0
	run showattr -d dir
	out_is "----Bui-- dir"
	run setattr --barrier file
	status_is 1
	err_has 'file: cannot have this attribute'
	run setattr --~barrier dir
	status_is 0
}

trees_are_walked()
{
	fresh tree
	mkdir -p a/b
	touch z a/x a/b/y .hidden
	run showattr -R .
	status_is 0
	out_is "----bui-- .
-----uic- ./z
----bui-- ./a
-----uic- ./a/x
----bui-- ./a/b
-----uic- ./a/b/y"
	run showattr
	out_is "----bui-- .
-----uic- ./z
----bui-- ./a"
	run showattr -a
	out_has ' \./\.hidden$'
	run setattr -R --ixunlink .
	status_is 0
	run showattr -Ra .
	[ "$(grep -c -- '-U' <<< "$out")" = 4 ] || fail "not all files"
	[ "$(grep -c -- 'bU' <<< "$out")" = 3 ] || fail "not all directories"
	run setattr -R --~ixunlink .
	status_is 0
}

links_are_not_followed()
{
	fresh links
	touch file
	ln -s file link
	setattr --immutable link 2> /dev/null || true
	run showattr file
	out_is "-----uic- file"
}

failures_are_1()
{
	run setattr --iunlink
	status_is 1
	run setattr --iunlink /no/such/file
	status_is 1
	err_has '/no/such/file: No such file'
	run showattr /no/such/file
	status_is 1
	out_is "ERR       /no/such/file"
	run setattr --nonsense x
	status_is 1
}

prepare
tap_main flags_are_shown flags_are_set_and_cleared barrier_is_for_directories \
	trees_are_walked links_are_not_followed failures_are_1
