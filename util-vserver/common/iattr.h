/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Attributes of inodes, as letters.
 */
#ifndef COMMON_IATTR_H
#define COMMON_IATTR_H

#include "vserver.h"

#define IATTR_TEXT	10	/* nine letters and the end */

/* upper case: set, lower case: not set, "-": the file cannot have it */
void iattr_format(const struct vc_iattr *attr, char text[IATTR_TEXT]);

#endif /* COMMON_IATTR_H */
