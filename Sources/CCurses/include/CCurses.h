// The part of ncurses and of the process that Swift cannot reach: macros, globals, variadic
// functions and signal handlers. One thread at a time may call the screen_ functions.
#ifndef CCURSES_H
#define CCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Locale

/// Takes the character set from the environment. A UTF-8 locale that is not installed is replaced
/// by C.UTF-8. Returns whether the terminal may be sent UTF-8.
bool locale_is_utf8(void);

// MARK: Screen

enum screen_result {
  SCREEN_OPENED,
  SCREEN_UNKNOWN_TYPE,
  SCREEN_CANNOT_ADDRESS,
};

/// Enters the alternate screen and raw mode on two descriptors of a terminal.
enum screen_result screen_open(const char *type, int input, int output);
/// Gives the terminal back as it was found.
void screen_close(void);
/// Gives the terminal back for a while; the next screen_flush() takes it again.
void screen_leave(void);
void screen_return(void);

int screen_columns(void);
int screen_rows(void);
/// Asks the terminal for its size and takes it over. False when it does not know.
bool screen_measure(void);

/// Colours the terminal type has, 0 for none, and pairs of them that can be used at once.
int screen_colours(void);
int screen_pairs(void);
/// Defines a pair; -1 stands for the terminal's own colour.
void screen_define_pair(int pair, int foreground, int background);

enum screen_attribute {
  SCREEN_BOLD = 1,
  SCREEN_DIM = 2,
  SCREEN_UNDERLINE = 4,
  SCREEN_REVERSE = 8,
  SCREEN_ITALIC = 16,
};

/// Puts one character with its combining marks at a place. A character that the C library gives
/// another width than `width` becomes a question mark, so that curses never loses its place.
void screen_put(
  int row, int column, const uint32_t *scalars, int count, int width, unsigned attributes, int pair);
/// The first scalar curses holds for a place, for tests.
uint32_t screen_scalar_at(int row, int column);
/// Forgets all characters put so far, without sending anything.
void screen_erase(void);
/// Sends what changed since the last time; the cursor is hidden when `row` is below 0.
void screen_flush(int row, int column);
/// Makes the next screen_flush() send everything.
void screen_repaint(void);
/// Sends bytes as they are.
void screen_send(const char *bytes, size_t count);

// MARK: Guard

/// Remembers how the terminal is now, and from then on brings it back when the process dies of a
/// signal or exits. Call before screen_open(), and guard_arm() after it.
bool guard_remember(int terminal);
/// Builds the bytes that reset this type of terminal and starts to guard.
void guard_arm(void);
/// Stops to guard, for as long as the terminal is not ours.
void guard_disarm(void);
/// Sets the handlers for the signals that end a process, on an alternate stack.
void guard_install(void);
/// Gives this thread an alternate stack for the handlers, once.
void guard_thread(void);
/// Has a signal told through guard_descriptor() instead of ending the process. One that comes
/// again before guard_next() was called ends it, so that a process which hangs can be ended.
void guard_watch(int signal);
/// Becomes readable when a watched signal came.
int guard_descriptor(void);
/// The next signal that came, 0 for none.
int guard_next(void);
/// Takes all handlers back.
void guard_uninstall(void);
/// Stops the process as the terminal's suspend key does, until it is continued.
void guard_stop(void);

#endif
