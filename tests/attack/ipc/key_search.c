// SPDX-License-Identifier: GPL-2.0-only
// The key ring of the user is the same for the host and all guests: searching it
// by name, and linking it into a ring of the own, gives possession.
#include "ipc.h"

int main(void)
{
	long key;

	keyctl(KEYCTL_JOIN_SESSION_KEYRING, 0, 0, 0, 0);
	keyctl(KEYCTL_LINK, KEY_SPEC_USER_KEYRING, KEY_SPEC_SESSION_KEYRING,
	       0, 0);
	key = keyctl(KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, (long)"user",
		     (long)fact("KEYNAME"), 0);
	if (key < 0)
		key = syscall(SYS_request_key, "user", fact("KEYNAME"), NULL,
			      KEY_SPEC_SESSION_KEYRING);
	if (key < 0)
		refused("KEYCTL_SEARCH, request_key");
	if (key_has_secret(key))
		worked("the secret is in the key that was found");
	refused("KEYCTL_READ");
}
