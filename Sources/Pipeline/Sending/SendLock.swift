// SPDX-License-Identifier: MIT

import Foundation

/// Lets one process at a time send what is in a store; given back when the process ends, however it ends.
///
/// Whoever holds it knows that a mail still noted as on its way was left there by a sender that is gone.
public struct SendLock: Sendable {
    private let descriptor: Int32

    /// Why nobody may send.
    public enum Failure: Error, CustomStringConvertible {
        /// The lock's file cannot be written.
        case unwritable(path: String)

        /// One sentence that an operator can act on.
        public var description: String {
            switch self {
            case .unwritable(let path): "\(path) cannot be written, so nothing can be sent"
            }
        }
    }

    /// Takes the lock beside a store's file, at once or not at all.
    ///
    /// **Shape**: nil while another process holds it.
    public static func take(besides store: String) throws(Failure) -> SendLock? {
        let path = (store as NSString).deletingLastPathComponent + "/.cairn-send.lock"
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard opened >= 0 else { throw .unwritable(path: path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        return SendLock(descriptor: opened)
    }

    /// Gives the lock back.
    public func release() { close(descriptor) }
}
