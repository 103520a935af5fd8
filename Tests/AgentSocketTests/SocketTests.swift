import AgentInterface
import AgentSocket
import Commerce
import Foundation
import Oversight
import Testing

@Suite(.timeLimit(.minutes(1))) struct `The owner's socket` {
  @Test func `a command arrives as it was sent and its answer comes back`() async throws {
    let house = try SocketHouse()
    let agent = RecordingAgent()
    let server = try house.serve(agent)
    let client = try await SocketClient(path: house.path)
    let command = Command.approve(
      Decision.ID(7), revision: 2, digest: Digest(hexadecimal: String(repeating: "a", count: 64)))
    #expect(await client.send(command) == .done("1"))
    #expect(agent.commands == [command])
    server.close()
  }

  @Test func `the client is told its login name and the owner's process`() async throws {
    let house = try SocketHouse()
    let server = try house.serve(RecordingAgent())
    let client = try await SocketClient(path: house.path)
    #expect(client.owner == (getpid(), ownLoginName()))
    server.close()
  }

  @Test func `a query brings its detail or nothing`() async throws {
    let house = try SocketHouse()
    let server = try house.serve(RecordingAgent())
    let client = try await SocketClient(path: house.path)
    #expect(await client.detail(.decisions(limit: 3)) == .decisions([]))
    #expect(await client.detail(.decisions(limit: 0)) == nil)
    server.close()
  }

  @Test func `a snapshot arrives whole, infinities included`() async throws {
    let house = try SocketHouse()
    let agent = RecordingAgent()
    let server = try house.serve(agent)
    let sample = Snapshot.sample(sequence: 3)
    agent.publish(sample)
    let client = try await SocketClient(path: house.path)
    var snapshots = client.snapshots().makeAsyncIterator()
    #expect(await snapshots.next() == sample)
    server.close()
  }

  @Test func `a reader that falls behind gets the newest snapshot and not all`() async throws {
    let house = try SocketHouse()
    let agent = RecordingAgent()
    let server = try house.serve(agent)
    let slow = try RawClient(path: house.path)
    await slow.write(line: #"{"subscribe":{}}"#)
    // Each is larger than a socket takes at once, so the second waits until the first has been
    // read.
    for sequence in 1...60 { agent.publish(.sample(sequence: sequence, activity: 1_500)) }
    agent.publish(.sample(sequence: 61))
    var seen = 0
    while let line = await slow.line(), !line.contains(#""sequence":61"#) { seen += 1 }
    #expect(seen < 20)
    server.close()
  }

  @Test(arguments: [
    "{", "null", "[]", #"{"send":{"id":1,"command":{"launchRockets":{}}}}"#, "\u{1b}[2J\u{0}",
    String(repeating: "[", count: 600),
  ])
  func `rubbish gets an error and the next request an answer`(rubbish: String) async throws {
    let house = try SocketHouse()
    let server = try house.serve(RecordingAgent())
    let client = try RawClient(path: house.path)
    await client.write(line: rubbish)
    await client.write(line: #"{"fetch":{"id":5,"query":{"decisions":{"limit":1}}}}"#)
    #expect(await client.line()?.hasPrefix(#"{"hello":"#) == true)
    #expect(await client.line()?.hasPrefix(#"{"error":"#) == true)
    #expect(await client.line()?.contains(#""detail":{"#) == true)
    server.close()
  }

  @Test func `a line without an end is bounded and does no harm`() async throws {
    let house = try SocketHouse()
    let server = try house.serve(RecordingAgent())
    let client = try RawClient(path: house.path)
    await client.write([UInt8](repeating: 120, count: 3 << 20))
    await client.write(line: "")
    await client.write(line: #"{"fetch":{"id":5,"query":{"decisions":{"limit":1}}}}"#)
    #expect(await client.line()?.hasPrefix(#"{"hello":"#) == true)
    #expect(
      await client.line()
        == #"{"error":{"reason":"a line is at most 1048576 bytes; yours was left out."}}"#)
    #expect(await client.line()?.contains(#""detail":{"#) == true)
    server.close()
  }

  @Test func `one client more than allowed is told so`() async throws {
    let house = try SocketHouse()
    let server = try house.serve(RecordingAgent())
    let others = try (0..<SocketServer.mostClients).map { _ in try RawClient(path: house.path) }
    for other in others { #expect(await other.line()?.hasPrefix(#"{"hello":"#) == true) }
    let late = try RawClient(path: house.path)
    #expect(
      await late.line() == #"{"error":{"reason":"64 clients are connected already; close one."}}"#)
    server.close()
  }

  @Test func `the file is readable by its owner only and replaces a leftover`() throws {
    let house = try SocketHouse()
    try Data("left over".utf8).write(to: URL(filePath: house.path))
    let server = try house.serve(RecordingAgent())
    let attributes = try FileManager.default.attributesOfItem(atPath: house.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(attributes[.type] as? FileAttributeType == .typeSocket)
    server.close()
    #expect(!FileManager.default.fileExists(atPath: house.path))
  }

  @Test func `a path too long for an address works as well`() async throws {
    let house = try SocketHouse(depth: 3)
    let server = try house.serve(RecordingAgent())
    let client = try await SocketClient(path: house.path)
    #expect(await client.send(.pauseAll) == .done("1"))
    server.close()
  }

  @Test func `nobody there is said in a sentence`() async throws {
    let house = try SocketHouse()
    let error = await #expect(throws: SocketError.self) {
      _ = try await SocketClient(path: house.path)
    }
    #expect(
      error?.description
        == "No agent listens at '\(house.path)'. Start one with 'growth' or 'growth agent'.")
  }

  @Test func `an owner that never greets is given up`() async throws {
    let house = try SocketHouse()
    let listener = try SilentListener(path: house.path)
    let error = await #expect(throws: SocketError.self) {
      _ = try await SocketClient(path: house.path, greetingSeconds: 0)
    }
    #expect(error == .silent(path: house.path, seconds: 0))
    listener.end()
  }

  @Test func `a lost owner is told of, and found again when there is a new one`() async throws {
    let house = try SocketHouse()
    let agent = RecordingAgent()
    let first = try house.serve(agent)
    let client = try await SocketClient(path: house.path)
    var states = client.connection().makeAsyncIterator()
    #expect(await states.next() == .connected(pid: getpid()))
    first.close()
    #expect(await states.next() == .lost(reason: "the agent has ended"))
    #expect(await client.send(.pauseAll).text.hasPrefix("The agent's answer did not come."))
    #expect(agent.commands.isEmpty)
    let second = try house.serve(agent)
    #expect(await states.next() == .connected(pid: getpid()))
    #expect(await client.send(.pauseAll) == .done("1"))
    second.close()
  }

  @Test func `snapshots go on after the owner has come back`() async throws {
    let house = try SocketHouse()
    let agent = RecordingAgent()
    agent.publish(.sample(sequence: 1))
    let first = try house.serve(agent)
    let client = try await SocketClient(path: house.path)
    var snapshots = client.snapshots().makeAsyncIterator()
    #expect(await snapshots.next()?.sequence == 1)
    first.close()
    agent.publish(.sample(sequence: 2))
    let second = try house.serve(agent)
    #expect(await snapshots.next()?.sequence == 2)
    second.close()
  }

  @Test func `an answer that is under way when the owner dies is not taken for one`() async throws {
    let house = try SocketHouse()
    let agent = RecordingAgent()
    agent.holdAnswers()
    let server = try house.serve(agent)
    let client = try await SocketClient(path: house.path)
    async let answer = client.send(.pauseAll)
    while agent.commands.isEmpty { await Task.yield() }
    server.close()
    #expect(await answer.text.contains("look before you repeat it"))
    agent.letGo()
  }
}
