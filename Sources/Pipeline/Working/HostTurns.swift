// SPDX-License-Identifier: MIT

/// Hosts with what is to be asked of each, handed out one by one; where several workers share them, those that this one gets.
struct HostTurns<Thing: Sendable>: Sendable {
    private let sharing: HostQueues<Thing>.Sharing?
    private var waiting: [Turn]
    private var ready: [Turn] = []
    private var isRefused = false

    /// What is to be asked of one host.
    struct Turn: Sendable {
        let host: String
        let things: [Thing]
    }

    /// The most hosts for which a worker asks the store at once.
    private static var batch: Int { 32 }

    init(_ things: [Thing], sharing: HostQueues<Thing>.Sharing?, host: (Thing) -> String) {
        self.sharing = sharing
        let turns = Dictionary(grouping: things, by: host).map { Turn(host: $0.key, things: $0.value) }
        // Workers that went by the alphabet would meet at each host.
        waiting = sharing == nil ? turns.sorted { $0.host < $1.host } : turns.shuffled()
        waiting.reverse()
    }

    /// The next host; nil when there are no more.
    ///
    /// Where others are at all that are left, it waits until one comes free, or they are done.
    mutating func next() async throws -> Turn? {
        guard let sharing else { return waiting.popLast() }
        var waited = Duration.zero
        var pause = Duration.milliseconds(100)
        while ready.isEmpty, !waiting.isEmpty, waited < sharing.worker.patience {
            let others = try await take(sharing)
            if ready.isEmpty, waiting.isEmpty {
                try await Task.sleep(for: pause)
                waited += pause
                pause = min(pause * 2, .seconds(1))
                waiting = try await stillWanted(others, sharing)
            } else {
                // Those that others have are asked for again when all have been asked for once.
                waiting.insert(contentsOf: others, at: 0)
            }
        }
        // Others need not wait for what nobody is at any more.
        if ready.isEmpty { try await sharing.worker.leaveIdle() }
        return ready.popLast()
    }

    /// Takes some hosts.
    ///
    /// - Returns: those that it did not get.
    private mutating func take(_ sharing: HostQueues<Thing>.Sharing) async throws -> [Turn] {
        let wanted = Array(waiting.suffix(share))
        waiting.removeLast(wanted.count)
        let got = try await sharing.worker.take(wanted.map(\.host))
        isRefused = got.isEmpty
        var mine: [Turn] = []
        do {
            mine = try await stillWanted(wanted.filter { got.contains($0.host) }, sharing)
        } catch {
            for host in got { sharing.worker.giveBack(host) }
            throw error
        }
        for host in got.subtracting(mine.map(\.host)) { sharing.worker.giveBack(host) }
        ready = mine
        return wanted.filter { !got.contains($0.host) }
    }

    /// How many hosts are asked for at once: fewer towards the end, so that others get some of the last; many where it only
    /// shall be seen whether one came free.
    private var share: Int {
        isRefused ? 500 : max(1, min(HostTurns.batch, waiting.count / 4))
    }

    private func stillWanted(
        _ turns: [Turn], _ sharing: HostQueues<Thing>.Sharing
    ) async throws -> [Turn] {
        let wanted = try await sharing.stillWanted(turns.flatMap(\.things))
        let byHost = Dictionary(grouping: wanted, by: sharing.host)
        return turns.compactMap { turn in byHost[turn.host].map { Turn(host: turn.host, things: $0) } }
    }
}
