// SPDX-License-Identifier: GPL-2.0-only
// KEYCTL_SESSION_TO_PARENT gives the parent the session key ring of its child:
// in a guest the parent may be a tool of the host.
#include <sys/prctl.h>

#include "ipc.h"

/* which is what the parent would do with it: its own keys are those */
static bool has_marker(void)
{
	return keyctl(KEYCTL_SEARCH, KEY_SPEC_SESSION_KEYRING, (long)"user",
		      (long)"marker", 0) > 0;
}

int main(void)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		if (keyctl(KEYCTL_JOIN_SESSION_KEYRING, 0, 0, 0, 0) < 0)
			_exit(errno);
		if (syscall(SYS_add_key, "user", "marker", "x", 1,
			    KEY_SPEC_SESSION_KEYRING) < 0)
			_exit(errno);
		_exit(keyctl(KEYCTL_SESSION_TO_PARENT, 0, 0, 0, 0) ?
		      errno : 0);
	}
	NEED(waitpid(pid, &status, 0) == pid);
	if (has_marker())
		worked("the parent has the key ring of its child");
	errno = WEXITSTATUS(status);
	refused("KEYCTL_SESSION_TO_PARENT");
}
