// SPDX-License-Identifier: GPL-2.0-only
// The read-only mount itself stays as it is; a bind of a directory in it is new,
// and the guest's.
#include "mount/mounts.h"

int main(void)
{
	own_mounts();
	if (mount(RDONLY, POINT, NULL, MS_BIND | MS_REC, NULL))
		refused("bind");
	if (mount(NULL, POINT, NULL, MS_BIND | MS_REMOUNT | MS_NOATIME, NULL))
		refused("remount");
	write_to(POINT);
}
