// SPDX-License-Identifier: GPL-2.0-only
// The registers of a device, by the file "resource" of PCI in /sys: with them a
// device writes to any memory.
#include <glob.h>
#include <sys/mman.h>

#include "attack.h"

static int try_all(const char *pattern, bool map)
{
	glob_t found;
	size_t i;

	if (glob(pattern, 0, NULL, &found))
		return 0;
	for (i = 0; i < found.gl_pathc; i++) {
		int fd = open(found.gl_pathv[i], O_RDWR);
		char config[256];

		if (fd < 0)
			continue;
		if (map && mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0) !=
			   MAP_FAILED)
			return 1;
		if (!map && pread(fd, config, sizeof(config), 0) > 64)
			return 1;
		close(fd);
	}
	return 0;
}

int main(void)
{
	if (try_all("/sys/bus/pci/devices/*/resource[0-9]", true))
		worked("registers of a device are mapped");
	if (try_all("/sys/bus/pci/devices/*/config", false))
		worked("a device can be configured");
	refused("/sys/bus/pci");
}
