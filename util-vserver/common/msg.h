/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Messages of the tools: one line on stderr, "program: object: cause".
 * Control characters in one are printed as \ooo.
 */
#ifndef COMMON_MSG_H
#define COMMON_MSG_H

/* the name that messages begin with; set once, first thing in main() */
void msg_set_program(const char *argv0);
const char *msg_program(void);

/* "program: text" */
void msg_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * "program: text: strerror(errno)", with the remedy when errno says that the
 * kernel has no Linux-VServer; errno stays as it is
 */
void msg_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "program: warning: text" */
void msg_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif /* COMMON_MSG_H */
