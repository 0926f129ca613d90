// SPDX-License-Identifier: MIT

public import Model

/// Asks many addresses whether they are feeds: hosts side by side, each host one address after the other.
public struct FeedSurvey: Sendable {
    private let finder: FeedFinder
    private let width: Int

    /// - Parameters:
    ///   - finder: what asks.
    ///   - width: hosts side by side, 1 or more.
    public init(finder: FeedFinder, width: Int) {
        self.finder = finder
        self.width = max(1, width)
    }

    /// Asks each address once.
    ///
    /// **Shape**: a search for each address. A page is looked into for what it names, usual addresses are not
    /// tried.
    ///
    /// - Parameter tell: hears of each address as it is done, one at a time, in no particular order.
    public func ask(
        _ addresses: [WebAddress], tell: (WebAddress) -> Void = { _ in }
    ) async -> [WebAddress: FeedSearch] {
        let hosts = Dictionary(grouping: Set(addresses).sorted()) { $0.host }
        let queue = hosts.sorted { $0.key < $1.key }.map(\.value)
        var searches: [WebAddress: FeedSearch] = [:]
        let (results, arriving) = AsyncStream<FeedSearch>.makeStream()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await ask(queue, into: arriving)
                arriving.finish()
            }
            for await search in results {
                searches[search.asked] = search
                tell(search.asked)
            }
        }
        return searches
    }

    private func ask(_ queue: [[WebAddress]], into arriving: AsyncStream<FeedSearch>.Continuation) async {
        var waiting = queue[...]
        await withTaskGroup(of: Void.self) { hosts in
            for _ in 0..<width {
                guard let next = waiting.popFirst() else { break }
                hosts.addTask { await ask(host: next, into: arriving) }
            }
            while await hosts.next() != nil {
                guard let next = waiting.popFirst() else { continue }
                hosts.addTask { await ask(host: next, into: arriving) }
            }
        }
    }

    private func ask(host: [WebAddress], into arriving: AsyncStream<FeedSearch>.Continuation) async {
        for address in host where !Task.isCancelled {
            arriving.yield(await finder.find(at: address, isGuessing: false))
        }
    }
}
