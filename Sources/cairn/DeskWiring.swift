// SPDX-License-Identifier: MIT

import Catalog
import Desk
import Feeds
import Logging
import Model
import Pipeline
import Storage
import Transport

extension Workshop {
    /// What the desk's pages work with.
    func deskTools(_ store: Store, isBehindProxy: Bool, logger: Logger) throws -> DeskTools {
        let holdings = KeptHoldings(library)
        let files = DeskFolder(library, holdings: { holdings.current() }, again: { holdings.again() })
        return DeskTools(
            store: store, files: files, title: settings.title,
            door: DeskDoor(base: isBehindProxy ? settings.baseURL : nil, isBehindProxy: isBehindProxy),
            runs: try deskRuns(store), needsSecond: settings.desk.needsSecondApproval, clock: clock,
            logger: logger)
    }

    /// What the desk lets others do.
    private func deskRuns(_ store: Store) throws -> DeskRuns {
        let client = try client()
        let collecting = collecting(into: store, client: client)
        return DeskRuns(
            finder: FeedFinder(client: client), width: settings.fetch.jobs,
            look: { [clock] feed in
                let (feeds, _) = try await collecting.perform(.one(feed), now: clock())
                try await store.queue.catchUp()
                return feeds.first?.sentence ?? "nothing was fetched."
            })
    }
}

private extension CollectedFeed {
    /// How the fetch went, to go on from the feed's name.
    var sentence: String {
        switch result {
        case .ok: "it was fetched, \(counted(new, "new item")), \(counted(changed, "changed one"))."
        case .notModified, .empty: "it was fetched; nothing is new."
        default: "it could not be fetched: \(reason)."
        }
    }
}
