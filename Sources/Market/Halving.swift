import RealModule

/// The share that is left after `time` of something that halves every `halfLife` (same unit).
func halved(_ time: Double, halfLife: Double) -> Double {
  Double.exp(-0.693_147_180_559_945_3 * max(0, time) / halfLife)
}
