// SPDX-License-Identifier: GPL-2.0-only
// A network or a time namespace of its own: what root may do in one
// once reached further than anybody thought.
#include "process/unshare.h"

static const struct kind kinds[] = {
	{ CLONE_NEWTIME, "time_for_children" },
	{ CLONE_NEWNET, "net" },
	{ 0 },
};

int main(void)
{
	unshare_each(kinds);
}
