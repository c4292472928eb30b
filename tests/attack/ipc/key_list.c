// SPDX-License-Identifier: GPL-2.0-only
// /proc/keys lists what the caller may view, by the number of its user, and
// KEYCTL_DESCRIBE tells the name of any number: keys of the host.
#include "ipc.h"

int main(void)
{
	char id[32], buf[128] = "", *text = get("/proc/keys");

	snprintf(id, sizeof(id), "%08lx", fact_number("KEY"));
	if (text && strstr(text, id))
		worked("the key is in /proc/keys");
	if (keyctl(KEYCTL_DESCRIBE, fact_number("KEY"), (long)buf, 127, 0) > 0)
		worked(buf);
	refused("/proc/keys, KEYCTL_DESCRIBE");
}
