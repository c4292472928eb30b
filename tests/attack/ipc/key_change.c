// SPDX-License-Identifier: GPL-2.0-only
// A key of the host is changed: other contents, other rights, or no key any
// more, where a daemon of the host trusts what it finds there.
#include "ipc.h"

int main(void)
{
	long key = fact_number("KEY");

	if (!keyctl(KEYCTL_UPDATE, key, (long)"mine", 4, 0)) {
		keyctl(KEYCTL_UPDATE, key, (long)fact("SECRET"), 16, 0);
		worked("the key has other contents");
	}
	if (!keyctl(KEYCTL_SETPERM, key, 0x3f3f3f3f, 0, 0))
		worked("the key has other rights");
	if (!keyctl(KEYCTL_SET_TIMEOUT, key, 1000, 0, 0))
		worked("the key has a timeout");
	if (!keyctl(KEYCTL_UNLINK, key, KEY_SPEC_USER_KEYRING, 0, 0) ||
	    !keyctl(KEYCTL_CLEAR, KEY_SPEC_USER_KEYRING, 0, 0, 0))
		worked("the key is not in its ring any more");
	if (!keyctl(KEYCTL_REVOKE, key, 0, 0, 0) ||
	    !keyctl(KEYCTL_INVALIDATE, key, 0, 0, 0))
		worked("there is no key any more");
	refused("each command of keyctl");
}
