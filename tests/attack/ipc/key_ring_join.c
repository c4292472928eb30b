// SPDX-License-Identifier: GPL-2.0-only
// A session key ring with a name is joined by anybody who knows the name and may
// search it: possession then opens all keys of it.
#include "ipc.h"

int main(void)
{
	long key;

	if (keyctl(KEYCTL_JOIN_SESSION_KEYRING, (long)fact("RING"), 0, 0,
		   0) < 0)
		refused("KEYCTL_JOIN_SESSION_KEYRING");
	key = keyctl(KEYCTL_SEARCH, KEY_SPEC_SESSION_KEYRING, (long)"user",
		     (long)"in-ring", 0);
	if (key < 0)
		refused("KEYCTL_SEARCH");
	if (key_has_secret(key))
		worked("the secret is in the ring of the session");
	refused("KEYCTL_READ");
}
