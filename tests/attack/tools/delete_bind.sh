#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The admin has mounted a directory of the host in the guest's root, one of the
# same file system: "do not cross file systems", told by the device's number, as
# "rm --one-file-system" does, crosses into it and removes the host's files.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
mkdir -p /vservers/.precious $ROOT/mnt $ROOT/mnt2
echo unchanged > /vservers/.precious/file
mkdir /vservers/.naive /vservers/.naive/mnt
mount --bind /vservers/.precious /vservers/.naive/mnt
rm -rf --one-file-system /vservers/.naive 2> /dev/null
gone=$([ -e /vservers/.precious/file ] || echo gone)
umount /vservers/.naive/mnt
rm -r /vservers/.naive
echo unchanged > /vservers/.precious/file
mount --bind /vservers/.precious $ROOT/mnt
run limit 40 vserver --silent trap delete
there=$(cat /vservers/.precious/file 2> /dev/null)
umount $ROOT/mnt 2> /dev/null
rm -rf /vservers/.precious
[ "$gone" = gone ] || broken "control: rm does not cross into it"
[ "$there" = unchanged ] || worked "a directory that was mounted is emptied"
[ "$status" != 0 ] || broken "it says that it removed all"
refused "what is mounted is not entered: $err"
