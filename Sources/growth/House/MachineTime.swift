import Commerce
import Foundation

/// The times of this machine.
enum MachineTime {
  /// Milliseconds that only go forward, for deadlines.
  static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// What the machine's calendar says, for stamps that people read.
  static func now() -> Instant { Instant(seconds: Int64(time(nil))) }
}
