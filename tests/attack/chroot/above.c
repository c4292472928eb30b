// SPDX-License-Identifier: GPL-2.0-only
// What a second chroot leads to need not be the host's root: a mount namespace
// that was copied for a guest may have more mounts than its root, from which the
// host booted, for one.  A file with the secret is looked for in all of them.
#include <ftw.h>

#include "chroot/climb.h"

static int visit(const char *name, const struct stat *st, int type,
		 struct FTW *ftw)
{
	const char *wanted = fact("FILE") + 1;

	(void)st;
	if (type == FTW_F && !strcmp(name + ftw->base, wanted) &&
	    named_has_secret(AT_FDCWD, name))
		worked(name);
	return ftw->level > 3 || !strcmp(name + ftw->base, "proc") ?
		FTW_SKIP_SUBTREE : FTW_CONTINUE;
}

int main(void)
{
	int i;

	stand_below_barrier();
	for (i = 0; i < 64; i++)
		if (chdir(".."))
			refused("chdir ..");
	nftw(".", visit, 16, FTW_PHYS | FTW_ACTIONRETVAL);
	harmless("no file has the secret");
}
