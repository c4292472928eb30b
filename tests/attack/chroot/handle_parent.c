// SPDX-License-Identifier: GPL-2.0-only
// The handle of the own root from name_to_handle_at(), with the number in it
// counted down: directories before it on the disk belong to others.
// Victims: other
#include "chroot/handle.h"

int main(void)
{
	struct ext4_handle handle = { .head.handle_bytes = 8 };
	int root = root_on_disk(), fd, id, i;

	if (name_to_handle_at(root, "", &handle.head, &id, AT_EMPTY_PATH))
		refused("name_to_handle_at");
	handle.generation = 0;
	for (i = 0; i < 100000; i++) {
		handle.ino += i & 1 ? i : -i;
		fd = open_by_handle_at(root, &handle.head,
				       O_RDONLY | O_DIRECTORY);
		if (fd < 0) {
			if (errno == EPERM)
				refused("open_by_handle_at");
			continue;
		}
		if (named_has_secret(fd, "secret"))
			worked("the other guest's root is open");
		close(fd);
	}
	harmless("no directory has the secret");
}
