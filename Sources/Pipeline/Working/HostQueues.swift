// SPDX-License-Identifier: MIT

import Storage

/// Things to ask of hosts: hosts side by side, each host's things one after the other.
struct HostQueues<Thing: Sendable>: Sendable {
    private let things: [Thing]
    private let width: Int
    private let host: @Sendable (Thing) -> String
    private let sharing: Sharing?

    /// How hosts are shared with others who work on the same store.
    struct Sharing: Sendable {
        /// Who we are among them.
        let worker: Worker
        /// Whom to ask for a thing.
        let host: @Sendable (Thing) -> String
        /// Those of some things that are still to be asked for; others may have been at them meanwhile.
        let stillWanted: @Sendable ([Thing]) async throws -> [Thing]
    }

    /// Things of a host after which others may ask it.
    private static var stretch: Int { 20 }

    /// - Parameters:
    ///   - things: in the order in which each host is asked for them.
    ///   - width: hosts side by side, 1 or more.
    ///   - worker: who we are among those who work on the same store; nil where nobody else does.
    ///   - stillWanted: those of some things that are still to be asked for.
    ///   - host: whom to ask.
    init(
        _ things: [Thing], width: Int, worker: Worker? = nil,
        stillWanted: @escaping @Sendable ([Thing]) async throws -> [Thing] = { $0 },
        host: @escaping @Sendable (Thing) -> String
    ) {
        self.things = things
        self.width = max(1, width)
        self.host = host
        sharing = worker.map { Sharing(worker: $0, host: host, stillWanted: stillWanted) }
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
        var answers: [Answer] = []
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { arriving.finish() }
                var turns = HostTurns(things, sharing: sharing, host: host)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    var atWork = 0
                    while true {
                        if atWork >= width { try await group.next() } else { atWork += 1 }
                        guard let turn = try await turns.next() else { break }
                        group.addTask { try await perform(turn, arriving, ask) }
                    }
                    while try await group.next() != nil { try await sharing?.worker.leaveIdle() }
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

    private func perform<Answer: Sendable>(
        _ turn: HostTurns<Thing>.Turn, _ arriving: AsyncStream<Answer>.Continuation,
        _ ask: @Sendable (Thing) async throws -> Answer
    ) async throws {
        var isMine = true
        defer { if isMine { sharing?.worker.giveBack(turn.host) } }
        var left = turn.things[...]
        var count = 0
        while let thing = left.popFirst() {
            try Task.checkCancellation()
            arriving.yield(try await ask(thing))
            count += 1
            if let sharing, count % HostQueues.stretch == 0, !left.isEmpty {
                isMine = try await sharing.worker.letOthersIn(turn.host)
                if !isMine { return }
                left = try await sharing.stillWanted(Array(left))[...]
            }
        }
    }
}
