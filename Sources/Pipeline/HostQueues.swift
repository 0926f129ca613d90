// SPDX-License-Identifier: MIT

/// Things to ask of hosts: hosts side by side, each host's things one after the other.
struct HostQueues<Thing: Sendable> {
    private let hosts: [[Thing]]
    private let width: Int

    /// - Parameters:
    ///   - things: in the order in which each host is asked for them.
    ///   - width: hosts side by side, 1 or more.
    ///   - host: whom to ask.
    init(_ things: [Thing], width: Int, host: (Thing) -> String) {
        hosts = Dictionary(grouping: things, by: host).sorted { $0.key < $1.key }.map(\.value)
        self.width = max(1, width)
    }

    /// Asks.
    ///
    /// - Parameters:
    ///   - tell: hears of each answer as it comes, one at a time.
    ///   - ask: what to do with one thing.
    /// - Returns: the answers as they came.
    func perform<Answer: Sendable>(
        _ tell: (Answer) -> Void, _ ask: @escaping @Sendable (Thing) async throws -> Answer
    ) async throws -> [Answer] {
        let (results, arriving) = AsyncStream<Answer>.makeStream()
        let (hosts, width) = (hosts, width)
        var answers: [Answer] = []
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { arriving.finish() }
                var waiting = hosts[...]
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for place in 0..<hosts.count {
                        if place >= width { try await group.next() }
                        guard let next = waiting.popFirst() else { break }
                        group.addTask {
                            for thing in next {
                                try Task.checkCancellation()
                                arriving.yield(try await ask(thing))
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            for await answer in results {
                answers.append(answer)
                tell(answer)
            }
            try await group.waitForAll()
        }
        return answers
    }
}
