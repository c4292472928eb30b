// SPDX-License-Identifier: GPL-2.0-only
// The host's kernel for crashes is thrown away: kexec_file_load(2) with the flag
// for that reads no file, and no check of files sees it.
#include "kernel/kexec.h"

int main(void)
{
	load_kernel();
	if (syscall(SYS_kexec_file_load, -1, -1, 0UL, NULL, KEXEC_FILE_UNLOAD))
		refused("kexec_file_load");
	worked("the host has no kernel to start any more");
}
