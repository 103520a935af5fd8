import AgentCore
import AgentInterface
import AgentSocket
import Console
import CursesTerminal
import Foundation
import Persistence
import TerminalCanvas

/// Opens a console: finds or becomes the owner of the data folder, shows what is stored, then
/// brings it to life.
@MainActor
struct ConsoleLaunch {
  /// What the command line says.
  struct Wishes: Sendable {
    var isPlain: Bool
    var themeName: String?
    var speed: Double?
    var acceptsSample: Bool
  }

  private let options: FolderOptions
  private let folder: DataFolder
  private let wishes: Wishes
  private var configuration: Configuration

  init(_ options: FolderOptions, _ wishes: Wishes) throws {
    self.options = options
    self.wishes = wishes
    folder = try options.folder()
    configuration = try options.configuration(in: folder)
  }

  private var speed: Double? { wishes.speed ?? configuration.speed }

  func run() async throws {
    let (theme, themeProblem) = try chosenTheme()
    try folder.create()
    let reach = try await Reach.open(folder)
    var launch = self
    if case .owned(let owned) = reach, try owned.store.shop() == nil {
      guard try beginsWithSample(owned) else { return }
      // The import has written the first limits.
      launch.configuration = try options.configuration(in: folder)
    }
    try await launch.open(reach, theme, themeProblem)
  }

  private func open(_ reach: Reach, _ theme: Theme, _ themeProblem: String?) async throws {
    if wishes.isPlain || !Terminal.hasInput || !Terminal.hasOutput || isDumb {
      return try await runLines(reach)
    }
    try await runScreen(reach, theme, themeProblem)
  }

  private var isDumb: Bool { ProcessInfo.processInfo.environment["TERM"] == "dumb" }

  /// A theme that was asked for must exist; a broken one is told of in the console.
  private func chosenTheme() throws -> (Theme, problem: String?) {
    guard let name = wishes.themeName ?? configuration.theme else { return (.dark, nil) }
    do {
      return (try ThemeShelf(folder).theme(named: name), nil)
    } catch let error as ThemeError {
      return (.dark, "\(error) Until then the dark theme is used.")
    }
  }

  private func beginsWithSample(_ owned: OwnedFolder) throws -> Bool {
    if !wishes.acceptsSample {
      guard Terminal.hasInput, Terminal.hasErrors else { throw Reach.noShop(folder) }
      guard SampleShop.asksForConsent(folder) else { return false }
    }
    try SampleShop(owned: owned).take()
    return true
  }
}

// MARK: Full screen

extension ConsoleLaunch {
  private func runScreen(_ reach: Reach, _ theme: Theme, _ problem: String?) async throws {
    let keys = try KeyTable.standard.remapped(configuration.keys)
    let loading = loading(reach)
    let terminal = try CursesTerminal()
    let session = ConsoleSession(
      terminal: terminal, keys: keys, theme: theme, desk: ConsoleDesk(folder),
      connection: connection(of: reach))
    if let problem { session.receive(.notice(problem, isError: true)) }
    let life = Task { await bringToLife(reach, loading, session) }
    let ending = await session.wait()
    life.cancel()
    leave(after: ending)
  }

  private func connection(of reach: Reach) -> Connection {
    switch reach {
    case .owned: .owner
    case .attached(let client): .attached(pid: Int(client.owner.pid))
    }
  }

  /// Reads the store while the terminal is being opened.
  private func loading(_ reach: Reach) -> Task<StoredShop, any Error>? {
    guard case .owned(let owned) = reach else { return nil }
    let configuration = configuration
    return Task { @concurrent in
      try StoredShop(owned, configuration, recordsPolicy: true)
    }
  }

  private func bringToLife(
    _ reach: Reach, _ loading: Task<StoredShop, any Error>?, _ session: ConsoleSession
  ) async {
    do {
      if case .attached(let client) = reach { await attend(client, session) }
      if let shop = try await loading?.value { try await run(shop, session) }
    } catch {
      session.receive(.connection(.lost(reason: "\(error)")))
      session.receive(.loading("\(error)", share: nil))
    }
  }

  /// Shows the stored state first; the market and the ticks come after that frame.
  private func run(_ shop: StoredShop, _ session: ConsoleSession) async throws {
    if let warning = shop.owned.warning { session.receive(.notice(warning, isError: true)) }
    session.receive(.snapshot(shop.snapshot(speed: speed ?? TickPace().speed)))
    session.drawFirst()
    let agent = try await LivingAgent(shop, seed: configuration.seed, speed: speed)
    session.connect(to: agent.client)
    await session.follow(agent.client)
  }

  private func attend(_ client: SocketClient, _ session: ConsoleSession) async {
    session.connect(to: client)
    let states = Task {
      for await state in client.connection() {
        switch state {
        case .connected(let pid): session.receive(.connection(.attached(pid: Int(pid))))
        case .lost(let reason): session.receive(.connection(.lost(reason: reason)))
        }
      }
    }
    await session.follow(client)
    states.cancel()
  }

  /// Nothing needs an orderly end: what is durable is on the disk already.
  private func leave(after ending: ConsoleSession.Ending) -> Never {
    switch ending {
    case .quit: exit(0)
    case .gone: exit(1)
    case .signal(let number):
      signal(number, SIG_DFL)
      raise(number)
      exit(128 + number)
    }
  }
}

// MARK: Lines

extension ConsoleLaunch {
  private func runLines(_ reach: Reach) async throws {
    switch reach {
    case .attached(let client):
      await LineSession(
        client: client, desk: ConsoleDesk(folder),
        connection: .attached(pid: Int(client.owner.pid))
      ).run()
    case .owned(let owned):
      if let warning = owned.warning { Terminal.complain(warning) }
      let shop = try StoredShop(owned, configuration, recordsPolicy: true)
      let agent = try await LivingAgent(shop, seed: configuration.seed, speed: speed)
      await LineSession(
        client: agent.client, desk: ConsoleDesk(folder), connection: .owner
      ).run()
      await agent.stop()
    }
  }
}
