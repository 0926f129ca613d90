// SPDX-License-Identifier: MIT

import Synchronization

/// A line of progress that several tasks move.
///
/// The mutex guards the line.
final class SharedProgress: Sendable {
    private let line: Mutex<ProgressLine>

    init(_ line: consuming sending ProgressLine) { self.line = Mutex(line) }

    /// Counts one more.
    func step(_ what: String) { line.withLock { $0.step(what) } }

    /// Clears the line.
    func end() { line.withLock { $0.end() } }
}
