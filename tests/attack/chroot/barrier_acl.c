// SPDX-License-Identifier: GPL-2.0-only
// An access control list for the barrier directory: it is an extended attribute,
// but security modules see it by another hook than those.
#include <stdint.h>
#include <sys/xattr.h>

#include "chroot/climb.h"

#define ACL	"system.posix_acl_access"

static const struct {
	uint32_t version;
	struct {
		uint16_t tag, mode;
		uint32_t id;
	} entry[5];
} acl = { 2, {
	{ 0x01, 7, -1 }, { 0x02, 7, 1000 }, { 0x04, 5, -1 }, { 0x10, 7, -1 },
	{ 0x20, 5, -1 },
} };

int main(void)
{
	char has[64];
	struct stat old;

	stand_below_barrier();
	NEED(!stat("..", &old));
	if (setxattr("..", ACL, &acl, sizeof(acl), 0))
		refused("setxattr");
	if (getxattr("..", ACL, has, sizeof(has)) != sizeof(acl))
		harmless("setxattr: no list is there");
	NEED(!removexattr("..", ACL) && !chmod("..", old.st_mode & 07777));
	worked("a user may write to the host's directory");
}
