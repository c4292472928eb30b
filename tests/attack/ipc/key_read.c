// SPDX-License-Identifier: GPL-2.0-only
// A key of the host by its number: key rings know users by their number only,
// and root of a guest is user 0 (what Docker turned off, CVE-2014-3499's kin).
#include "ipc.h"

int main(void)
{
	if (key_has_secret(fact_number("KEY")))
		worked("the secret is in the key");
	refused("KEYCTL_READ");
}
