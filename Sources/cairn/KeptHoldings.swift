// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Synchronization

/// What the library's people keep as files, read again once a file has changed; every page of the desk needs it.
///
/// The mutex guards what was read last, what the files looked like then, and when that was last looked at.
final class KeptHoldings: Sendable {
    private let library: Library
    private let state = Mutex<State?>(nil)

    /// How long nobody looks whether a file has changed.
    private static let pause = Duration.seconds(1)
    private static let folders = [
        "feeds", "curated/curriculum", "curated/themes", "curated/paths", "curated/newsletters",
        "curated/sets",
        "curated/rules",
    ]

    private struct State {
        let holdings: Holdings
        let stamp: Int
        var looked: ContinuousClock.Instant
    }

    init(_ library: Library) { self.library = library }

    /// The holdings as the files have them now, give or take a second.
    func current() -> Holdings {
        state.withLock { state in
            let now = ContinuousClock.now
            if let known = state, now - known.looked < KeptHoldings.pause { return known.holdings }
            let stamp = stamp
            if var known = state, known.stamp == stamp {
                known.looked = now
                state = known
                return known.holdings
            }
            let holdings = library.read()
            state = State(holdings: holdings, stamp: stamp, looked: now)
            return holdings
        }
    }

    /// The holdings as the files have them at this moment, after a change of ours.
    func again() -> Holdings {
        state.withLock { $0 = nil }
        return current()
    }

    /// Changes with every file's name, size and time.
    private var stamp: Int {
        var hasher = Hasher()
        let keys: [URLResourceKey] = [.contentModificationDateKey, .fileSizeKey]
        for folder in KeptHoldings.folders {
            let files = FileManager.default.enumerator(
                at: library.resolve(folder), includingPropertiesForKeys: keys)
            for case let file as URL in files ?? FileManager.DirectoryEnumerator() {
                let values = try? file.resourceValues(forKeys: Set(keys))
                hasher.combine(file.path)
                hasher.combine(values?.contentModificationDate)
                hasher.combine(values?.fileSize)
            }
        }
        return hasher.finalize()
    }
}
