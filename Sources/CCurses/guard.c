#define _GNU_SOURCE 1

#include "CCurses.h"
#include "screen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// Everything a handler touches is prepared beforehand; a handler only calls functions that POSIX
// lists as safe in one.
static struct termios saved_modes;
static int terminal = -1;
static char reset_bytes[1024];
static size_t reset_length;
static atomic_bool is_armed;

static int told[2] = {-1, -1};
static atomic_bool is_told[NSIG];
static atomic_bool is_watched[NSIG];

static const int fatal_signals[] = {
  SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS,
};
enum { fatal_count = sizeof fatal_signals / sizeof fatal_signals[0] };
static struct sigaction old_actions[NSIG];
static bool is_handled[NSIG];

/// Writes the reset string without ever waiting for a terminal that takes nothing.
static void write_reset(void) {
  int flags = fcntl(terminal, F_GETFL);
  if (flags >= 0) fcntl(terminal, F_SETFL, flags | O_NONBLOCK);
  size_t sent = 0;
  for (int attempt = 0; attempt < 16 && sent < reset_length; attempt++) {
    ssize_t count = write(terminal, reset_bytes + sent, reset_length - sent);
    if (count > 0) sent += (size_t)count;
  }
  if (flags >= 0) fcntl(terminal, F_SETFL, flags);
}

/// Brings the terminal back if it is ours, once.
static void restore(void) {
  if (!atomic_exchange(&is_armed, false)) return;
  if (tcgetpgrp(terminal) != getpgrp()) return;
  write_reset();
  tcsetattr(terminal, TCSANOW, &saved_modes);
}

static void die(int number) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_IGN;
  sigaction(SIGTTOU, &action, NULL);
  restore();
  action.sa_handler = SIG_DFL;
  sigaction(number, &action, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
  _exit(128 + number);
}

static void handle(int number) {
  int error = errno;
  bool is_final = !atomic_load(&is_watched[number]);
  if (!is_final && atomic_exchange(&is_told[number], true)) {
    is_final = number == SIGTERM || number == SIGINT || number == SIGHUP || number == SIGQUIT;
  } else if (!is_final) {
    unsigned char byte = (unsigned char)number;
    ssize_t count = write(told[1], &byte, 1);
    (void)count;
  }
  if (is_final) die(number);
  errno = error;
}

static void set_handler(int number) {
  if (is_handled[number]) return;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handle;
  action.sa_flags = SA_ONSTACK | SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(number, &action, &old_actions[number]) == 0) is_handled[number] = true;
}

bool guard_remember(int descriptor) {
  terminal = descriptor;
  return tcgetattr(descriptor, &saved_modes) == 0;
}

void guard_arm(void) {
  screen_build_reset(reset_bytes, sizeof reset_bytes);
  reset_length = strlen(reset_bytes);
  atomic_store(&is_armed, true);
}

void guard_disarm(void) { atomic_store(&is_armed, false); }

void guard_install(void) {
  static bool restores_at_exit;
  if (!restores_at_exit) restores_at_exit = atexit(restore) == 0;
  guard_thread();
  for (int index = 0; index < fatal_count; index++) {
    struct sigaction current;
    int number = fatal_signals[index];
    // A signal that the parent had ignored, as nohup does with HUP, stays ignored.
    if (sigaction(number, NULL, &current) == 0 && current.sa_handler == SIG_IGN) continue;
    set_handler(number);
  }
}

void guard_thread(void) {
  static _Thread_local bool has_stack;
  if (has_stack) return;
  has_stack = true;
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && !(current.ss_flags & SS_DISABLE)) return;
  stack_t stack = {.ss_size = 32768};
  stack.ss_sp = malloc(stack.ss_size);
  if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);
}

void guard_watch(int number) {
  if (number <= 0 || number >= NSIG || guard_descriptor() < 0) return;
  atomic_store(&is_watched[number], true);
  set_handler(number);
}

int guard_descriptor(void) {
  if (told[0] < 0 && pipe2(told, O_NONBLOCK | O_CLOEXEC) != 0) told[0] = -1;
  return told[0];
}

int guard_next(void) {
  unsigned char byte = 0;
  if (told[0] < 0 || read(told[0], &byte, 1) != 1) return 0;
  atomic_store(&is_told[byte], false);
  return byte;
}

void guard_uninstall(void) {
  for (int number = 1; number < NSIG; number++) {
    if (is_handled[number]) sigaction(number, &old_actions[number], NULL);
    is_handled[number] = false;
    atomic_store(&is_watched[number], false);
  }
  while (guard_next() != 0) {}
}

static atomic_bool has_continued;

static void note_continued(int number) {
  (void)number;
  atomic_store(&has_continued, true);
}

/// Waits until the process went on. The signal that stops it may be taken by another thread a
/// little later, and is ignored by the kernel where no shell could ever continue us.
static void wait_for_continue(void) {
  const struct timespec pause = {.tv_nsec = 5000000};
  for (int attempt = 0; attempt < 40 && !atomic_load(&has_continued); attempt++) {
    nanosleep(&pause, NULL);
  }
}

void guard_stop(void) {
  struct sigaction action;
  struct sigaction old_stop;
  struct sigaction old_continue;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &action, &old_stop);
  action.sa_handler = note_continued;
  action.sa_flags = SA_RESTART;
  atomic_store(&has_continued, false);
  sigaction(SIGCONT, &action, &old_continue);
  // The whole group, as the terminal does, so that a script around us stops with us.
  kill(0, SIGTSTP);
  wait_for_continue();
  sigaction(SIGTSTP, &old_stop, NULL);
  sigaction(SIGCONT, &old_continue, NULL);
}
