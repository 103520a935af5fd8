#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE 1

#include "CCurses.h"
#include "screen.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *output_stream;
static FILE *input_stream;
static int output_descriptor = -1;
static bool cursor_is_shown;

static FILE *opened(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  if (copy < 0) return NULL;
  FILE *stream = fdopen(copy, mode);
  if (stream == NULL) close(copy);
  return stream;
}

static void close_streams(void) {
  if (output_stream != NULL) fclose(output_stream);
  if (input_stream != NULL) fclose(input_stream);
  output_stream = NULL;
  input_stream = NULL;
  output_descriptor = -1;
}

static bool can_address(void) {
  const char *address = tigetstr("cup");
  return address != NULL && address != (char *)-1;
}

static void set_modes(void) {
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  idlok(stdscr, FALSE);
  leaveok(stdscr, TRUE);
  curs_set(0);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
}

/// Looks the type up first: newterm() on a type without cursor addressing would scribble.
static enum screen_result looked_up(const char *type) {
  int found = 0;
  if (setupterm(type, output_descriptor, &found) != OK || found != 1) return SCREEN_UNKNOWN_TYPE;
  enum screen_result result = can_address() ? SCREEN_OPENED : SCREEN_CANNOT_ADDRESS;
  del_curterm(cur_term);
  return result;
}

enum screen_result screen_open(const char *type, int input, int output) {
  output_descriptor = output;
  enum screen_result result = looked_up(type);
  if (result != SCREEN_OPENED) return result;
  output_stream = opened(output, "w");
  input_stream = opened(input, "r");
  if (output_stream == NULL || input_stream == NULL) {
    close_streams();
    return SCREEN_UNKNOWN_TYPE;
  }
  screen = newterm(type, output_stream, input_stream);
  if (screen == NULL) {
    close_streams();
    return SCREEN_UNKNOWN_TYPE;
  }
  output_descriptor = output;
  cursor_is_shown = false;
  set_modes();
  return SCREEN_OPENED;
}

void screen_close(void) {
  if (screen == NULL) return;
  endwin();
  delscreen(screen);
  screen = NULL;
  close_streams();
}

void screen_leave(void) {
  def_prog_mode();
  endwin();
}

void screen_return(void) {
  reset_prog_mode();
  curs_set(cursor_is_shown ? 1 : 0);
  clearok(curscr, TRUE);
}

int screen_columns(void) { return getmaxx(stdscr); }
int screen_rows(void) { return getmaxy(stdscr); }

bool screen_measure(void) {
  struct winsize size;
  if (ioctl(output_descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
    return false;
  }
  if (size.ws_row != getmaxy(stdscr) || size.ws_col != getmaxx(stdscr)) {
    resizeterm(size.ws_row, size.ws_col);
    clearok(curscr, TRUE);
  }
  return true;
}

int screen_colours(void) { return has_colors() ? COLORS : 0; }
int screen_pairs(void) { return has_colors() ? COLOR_PAIRS : 1; }

void screen_define_pair(int pair, int foreground, int background) {
  init_extended_pair(pair, foreground, background);
}

static attr_t curses_attributes(unsigned attributes) {
  attr_t result = A_NORMAL;
  if (attributes & SCREEN_BOLD) result |= A_BOLD;
  if (attributes & SCREEN_DIM) result |= A_DIM;
  if (attributes & SCREEN_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & SCREEN_REVERSE) result |= A_REVERSE;
  if (attributes & SCREEN_ITALIC) result |= A_ITALIC;
  return result;
}

static void put_one(int row, int column, const wchar_t *text, attr_t attributes, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) != OK) return;
  // The lower right corner is written although this reports an error: it cannot scroll.
  mvwadd_wch(stdscr, row, column, &cell);
}

void screen_put(
  int row, int column, const uint32_t *scalars, int count, int width, unsigned attributes, int pair
) {
  wchar_t text[CCHARW_MAX + 1] = {0};
  attr_t shown = curses_attributes(attributes);
  if (count < 1 || wcwidth((wchar_t)scalars[0]) != width) {
    for (int half = 0; half < width; half++) put_one(row, column + half, L"?", shown, pair);
    return;
  }
  int length = 0;
  for (int index = 0; index < count && length < CCHARW_MAX; index++) {
    wchar_t scalar = (wchar_t)scalars[index];
    if (index == 0 || wcwidth(scalar) == 0) text[length++] = scalar;
  }
  put_one(row, column, text, shown, pair);
}

uint32_t screen_scalar_at(int row, int column) {
  cchar_t cell;
  wchar_t text[CCHARW_MAX + 1] = {0};
  attr_t attributes;
  short pair;
  if (mvwin_wch(stdscr, row, column, &cell) != OK) return 0;
  int extended = 0;
  getcchar(&cell, text, &attributes, &pair, &extended);
  return (uint32_t)text[0];
}

void screen_erase(void) { werase(stdscr); }

static void show_cursor(bool is_shown) {
  if (is_shown == cursor_is_shown) return;
  cursor_is_shown = is_shown;
  curs_set(is_shown ? 1 : 0);
  leaveok(stdscr, !is_shown);
}

void screen_flush(int row, int column) {
  show_cursor(row >= 0);
  if (row >= 0) wmove(stdscr, row, column);
  wnoutrefresh(stdscr);
  doupdate();
}

void screen_repaint(void) { clearok(curscr, TRUE); }

void screen_send(const char *bytes, size_t count) {
  fflush(output_stream);
  while (count > 0) {
    ssize_t written = write(output_descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (errno == EAGAIN) {
      struct pollfd ready = {.fd = output_descriptor, .events = POLLOUT};
      poll(&ready, 1, 1000);
    } else if (errno != EINTR) {
      return;
    }
  }
}

static void append(char *buffer, size_t size, const char *text) {
  size_t used = strlen(buffer);
  if (text != NULL && text != (char *)-1 && used + strlen(text) < size) strcat(buffer, text);
}

/// Copies a capability without its delays such as `$<5>`, which only tputs() understands.
static void append_capability(char *buffer, size_t size, const char *name) {
  const char *value = tigetstr(name);
  if (value == NULL || value == (char *)-1) return;
  size_t used = strlen(buffer);
  while (*value != '\0' && used + 1 < size) {
    const char *end = value[0] == '$' && value[1] == '<' ? strchr(value, '>') : NULL;
    if (end != NULL) {
      value = end + 1;
    } else {
      buffer[used++] = *value++;
    }
  }
  buffer[used] = '\0';
}

static bool has_capability(const char *name) {
  const char *value = tigetstr(name);
  return value != NULL && value != (char *)-1;
}

int screen_output(void) { return output_descriptor; }

void screen_build_reset(char *buffer, size_t size) {
  buffer[0] = '\0';
  // ESC \ ends whatever sequence was being sent when the signal came.
  append(buffer, size, "\033\\\033[?1000l\033[?1002l\033[?1006l\033[?1004l\033[?2004l");
  append_capability(buffer, size, "rmkx");
  append_capability(buffer, size, "op");
  append_capability(buffer, size, "sgr0");
  append_capability(buffer, size, "cnorm");
  if (has_capability("rmcup")) {
    append_capability(buffer, size, "rmcup");
  } else {
    append_capability(buffer, size, "clear");
  }
  append(buffer, size, "\r");
}
