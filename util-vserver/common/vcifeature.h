/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a kernel can do, by the names that scripts ask for.
 */
#ifndef COMMON_VCIFEATURE_H
#define COMMON_VCIFEATURE_H

#include <stdbool.h>
#include <stdint.h>

/**
 * feature_known - does a kernel have a feature?
 * @name: of the feature, any letter case
 * @version: of its API, -1 without Linux-VServer
 * @vci: its feature word
 * @has: the answer
 *
 * Return: 0, or -1 when there is no such feature.
 */
int feature_known(const char *name, int version, uint32_t vci, bool *has);

/* "main", "watch", "static", "dynamic" or "invalid" */
const char *xid_type(uint32_t xid, uint32_t vci);

#endif /* COMMON_VCIFEATURE_H */
