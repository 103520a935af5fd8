// What the guard needs of the screen.
#ifndef SCREEN_H
#define SCREEN_H

#include <stddef.h>

/// The descriptor the screen writes to, -1 when there is none.
int screen_output(void);
/// The bytes that bring a terminal of the open type back, zero-terminated.
void screen_build_reset(char *buffer, size_t size);

#endif
