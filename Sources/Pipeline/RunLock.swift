// SPDX-License-Identifier: MIT

import Foundation

/// Keeps two runs from working on one library at once; given back when the process ends, however it ends.
public struct RunLock: Sendable {
    private let descriptor: Int32

    /// Why a run may not begin.
    public enum Failure: Error, CustomStringConvertible {
        /// Another run holds the lock.
        case held(folder: String)
        /// The lock's file cannot be written.
        case unwritable(path: String)

        /// One sentence that an operator can act on.
        public var description: String {
            switch self {
            case .held(let folder): "another run is at work on \(folder); this one did nothing"
            case .unwritable(let path): "\(path) cannot be written, so no run can begin"
            }
        }
    }

    /// Takes the lock of a folder, at once or not at all.
    public init(folder: String) throws(Failure) {
        let path = folder + "/.cairn-run.lock"
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard opened >= 0 else { throw .unwritable(path: path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw .held(folder: folder)
        }
        descriptor = opened
    }

    /// Gives the lock back.
    public func release() { close(descriptor) }
}
