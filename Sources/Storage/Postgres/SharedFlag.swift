// SPDX-License-Identifier: MIT

import Synchronization

/// Something that becomes true once, seen from other threads.
final class SharedFlag: Sendable {
    private let state = Atomic(false)

    /// Whether it is so.
    var isSet: Bool { state.load(ordering: .sequentiallyConsistent) }

    /// From now on it is so.
    func set() { state.store(true, ordering: .sequentiallyConsistent) }
}
