// SPDX-License-Identifier: GPL-2.0-only
// A kernel for the next restart, by kexec_load(2): CAP_SYS_BOOT is all that
// it asks for, and a guest has it for its own restart.
#include "kernel/kexec.h"

int main(void)
{
	if (load_kernel())
		refused("kexec_load");
	unload_kernel();
	worked("the host will start another kernel");
}
