// SPDX-License-Identifier: GPL-2.0-only
// The limits of the guest's own group: they are files at the root of what it
// sees, and belong to root.
#include "cgroup/cgroup.h"

static const char * const limits[] = {
	"pids.max", "memory.max", "memory.low", "cpu.weight",
	"cgroup.max.descendants",
};

static bool raises(int group, const char *limit)
{
	char *old = get_at(group, limit), *now;
	char value[32];

	if (!old)
		return false;
	strcpy(value, strcmp(limit, "cpu.weight") ? "1073741824" : "9999");
	if (fchmodat(group, limit, 0666, 0) && put_at(group, limit, value))
		return false;
	put_at(group, limit, value);
	now = get_at(group, limit);
	put_at(group, limit, old);
	fchmodat(group, limit, 0644, 0);
	return now && strcmp(now, old);
}

int main(void)
{
	int group = open(TREE "/vserver/attacker", O_RDONLY | O_DIRECTORY);
	bool raised = false;
	size_t i;

	if (group < 0)
		group = open(TREE, O_RDONLY | O_DIRECTORY);
	if (group < 0)
		refused(TREE);
	for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		raised |= raises(group, limits[i]);
	if (raised)
		worked("the guest has other limits");
	refused("its limits");
}
