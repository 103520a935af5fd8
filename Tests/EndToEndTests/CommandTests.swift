import AgentSocket
import Foundation
import TestSupport
import Testing

extension EndToEnd {
  @Test func `commands reach the running agent, and the store when none runs`() async throws {
    let home = try ScratchFolder()
    let scratch = try ScratchFolder()
    let agent = try GrowthProgram.launch(
      ["agent", "--sample", "--home", home.path, "--speed", "3600"], scratch: scratch)
    try await waiting(until: "the starter campaigns run") {
      let outcome = try await GrowthProgram.run(["status", "--json"], home: home.path)
      guard outcome.status == 0 else { return false }
      return try outcome.json()["running_campaigns"] as? Int == 4
    }
    try await looking(home, agent)
    try await tasks(home)
    try await steering(home)
    try await refusingWhileOwned(home, agent)
    agent.signal(SIGTERM)
    #expect(try await agent.end(seconds: 5) == SIGTERM)
    try await alone(home)
  }

  private func looking(_ home: ScratchFolder, _ agent: RunningProgram) async throws {
    let status = try await GrowthProgram.run(["status", "--json"], home: home.path).json()
    #expect(status["owner_pid"] as? Int == Int(agent.pid))
    #expect(status["standing"] as? String == "running")
    let cap = status["day_cap"] as? [String: Any]
    #expect(cap?["micros"] as? Int == 1_200_000_000)
    #expect(cap?["currency"] as? String == "GBP")
    let campaigns = try await GrowthProgram.run(["campaigns"], home: home.path).output
    #expect(campaigns.hasPrefix("id\tname\tplatform\t"))
    #expect(campaigns.contains("\tBrand search\tgoogle\t"))
    let commands = [
      "segments", "budgets", "experiments", "alerts", "approvals", "decisions", "plan", "lessons",
      "opportunities",
    ]
    for command in commands {
      let outcome = try await GrowthProgram.run([command, "--json"], home: home.path)
      #expect(outcome.status == 0, "\(command): \(outcome.errors)")
      #expect(try !outcome.json().isEmpty)
    }
  }

  /// The starter campaigns, created and activated by the agent.
  private func tasks(_ home: ScratchFolder) async throws {
    let outcome = try await GrowthProgram.run(["tasks", "--json"], home: home.path).json()
    let tasks = try #require(outcome["tasks"] as? [[String: Any]])
    let brand = try #require(
      tasks.first { ($0["title"] as? String)?.hasPrefix("Start \"Brand search\"") == true })
    #expect(brand["state"] as? String == "done")
    #expect(brand["steps"] as? Int == 2 && brand["steps_done"] as? Int == 2)
    #expect(brand["priority"] as? String == "by hand")
    #expect(brand["platform"] as? String == "google")
    #expect(brand["words"] as? String == "Google Ads confirmed it")
    #expect(brand["finished_at"] as? String != nil)
    let table = try await GrowthProgram.run(["tasks"], home: home.path).output
    #expect(table.hasPrefix("decision\twhat\tplatform\tpriority\tsteps\tstate\t"))
  }

  private func steering(_ home: ScratchFolder) async throws {
    let pause = try await GrowthProgram.run(["pause", "brand search"], home: home.path)
    #expect(pause.output == "Pausing \"Brand search\" on Google Ads.\n")
    try await waiting(until: "the pause is in Google's own log") {
      !PlatformLog(home, platforms: ["google"]).done("pause", of: "Brand search").isEmpty
    }
    let again = try await GrowthProgram.run(["pause", "Brand search"], home: home.path)
    #expect(again.status == 1)
    #expect(again.errors.hasSuffix("so it cannot be paused.\n"))
    let unknown = try await GrowthProgram.run(["resume", "Nothing"], home: home.path)
    #expect(
      unknown.errors
        == "growth: There is no campaign 'Nothing'. 'growth campaigns' lists them.\n")
    let halt = try await GrowthProgram.run(["halt", "--reason", "drill"], home: home.path)
    #expect(halt.status == 0)
    let halted = try await GrowthProgram.run(["status", "--json"], home: home.path).json()
    #expect(halted["standing"] as? String == "halted")
    #expect((halted["standing_reason"] as? String)?.hasPrefix("drill") == true)
    #expect(try await GrowthProgram.run(["continue"], home: home.path).status == 0)
    let running = try await GrowthProgram.run(["status", "--json"], home: home.path).json()
    #expect(running["standing"] as? String == "running")
    #expect(home.read("halt").isEmpty)
  }

  private func refusingWhileOwned(_ home: ScratchFolder, _ agent: RunningProgram) async throws {
    let outcome = try await GrowthProgram.run(["import", "x.csv"], home: home.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("growth: Process \(agent.pid) owns '\(home.path)', so this"))
    let backup = try await GrowthProgram.run(["backup", home.file("beside")], home: home.path)
    #expect(backup.output.contains("passed its check"), "\(backup.errors)")
    let audit = try await GrowthProgram.run(["audit", "verify"], home: home.path)
    #expect(audit.output.hasPrefix("The audit is intact: "), "\(audit.errors)")
    let second = try await GrowthProgram.run(["agent"], home: home.path)
    #expect(second.errors.contains("already (process \(agent.pid))"))
  }

  private func alone(_ home: ScratchFolder) async throws {
    let status = try await GrowthProgram.run(["status", "--json"], home: home.path).json()
    #expect(status["owner_pid"] == nil)
    let resume = try await GrowthProgram.run(["resume", "Brand search"], home: home.path)
    #expect(resume.output.hasPrefix("Resuming \"Brand search\" on Google Ads."))
    #expect(
      PlatformLog(home, platforms: ["google"]).done("activate", of: "Brand search").count == 2)
    try await tasks(home)
    let audit = try await GrowthProgram.run(["audit", "verify"], home: home.path)
    #expect(audit.output.hasPrefix("The audit is intact: "))
    let backup = try await GrowthProgram.run(["backup", home.file("copy")], home: home.path)
    #expect(backup.output.contains("holds 8,8"))
    let doctor = try await GrowthProgram.run(["doctor"], home: home.path)
    #expect(doctor.status == 0, "\(doctor.output)")
  }

  @Test func `lines do what keys do`() async throws {
    let home = try ScratchFolder()
    let outcome = try await GrowthProgram.run(
      ["--plain", "--sample", "--speed", "36000"], home: home.path, input: "0\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Online Retail (sample)"))
  }
}
