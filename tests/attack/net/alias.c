// SPDX-License-Identifier: GPL-2.0-only
// A network device is changed by its directory in /sys, where user 0 writes.
#include "net.h"

#define NAME	"/sys/class/net/lo/ifalias"

int main(void)
{
	char *text;

	if (put(NAME, "attacked") && put("/sys/devices/virtual/net/lo/ifalias",
					 "attacked"))
		refused("write");
	text = get(NAME);
	put(NAME, "\n");
	if (text && strstr(text, "attacked"))
		worked("the device has another name");
	harmless("write: no other name");
}
