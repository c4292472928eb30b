// SPDX-License-Identifier: GPL-2.0-only
// The name that another context has for the host's tools and for /proc.
#include "kernel/vserver.h"

int main(void)
{
	struct vs_vhi_name old = { 0 }, name = { .name = "stolen" }, now = { 0 };
	long got = tried(vs(GET_VHI_NAME, OTHER, &old));

	if (tried(vs(SET_VHI_NAME, OTHER, &name)) < 0)
		refused("set_vhi_name");
	NEED(!vs(GET_VHI_NAME, OTHER, &now));
	if (!got)
		NEED(!vs(SET_VHI_NAME, OTHER, &old));
	if (!strcmp(now.name, "stolen"))
		worked("the other guest has another name");
	harmless("the name stays");
}
