/// What one check found.
struct Finding: Encodable {
  var check: String
  var isOk: Bool
  var words: String
  /// What to do about a problem.
  var advice: String?

  static func ok(_ check: String, _ words: String) -> Finding {
    Finding(check: check, isOk: true, words: words)
  }

  static func problem(_ check: String, _ words: String, advice: String) -> Finding {
    Finding(check: check, isOk: false, words: words, advice: advice)
  }

  /// For errors, whose descriptions say what to do already.
  static func problem(_ check: String, _ error: some Error) -> Finding {
    Finding(check: check, isOk: false, words: "\(error)")
  }
}

struct DoctorReport: Report {
  var isHealthy: Bool
  var findings: [Finding]

  init(_ findings: [Finding]) {
    self.findings = findings
    isHealthy = findings.allSatisfy(\.isOk)
  }

  func text(_ layout: TextLayout) -> String {
    TextFacts(
      findings.map { finding in
        let mark = finding.isOk ? "ok" : "PROBLEM"
        let advice = finding.advice.map { " " + $0 } ?? ""
        return (finding.check, "\(mark): \(finding.words)\(advice)")
      }
    ).text(layout)
  }
}
