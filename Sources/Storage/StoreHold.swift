// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// Something that one process at a time may do with a store, on whichever machine it is.
public enum StoreTask: String, CaseIterable, Sendable {
    /// A whole run, on whichever machine.
    case running = "run"
    /// Sending mails. Whoever holds it knows that a mail still noted as on its way was left there by a sender that is gone.
    case sending = "send"
}

/// That a process holds a task; given back when the process ends, however it ends.
public final class StoreHold: Sendable {
    private let ending: Mutex<(@Sendable () -> Void)?>

    init(_ ending: @escaping @Sendable () -> Void) { self.ending = Mutex(ending) }

    deinit { release() }

    /// Gives it back; once is enough.
    public func release() {
        let ending = ending.withLock { ending in
            defer { ending = nil }
            return ending
        }
        ending?()
    }
}

extension Store {
    /// Takes a task, at once or not at all.
    ///
    /// **Shape**: nil while another process holds it.
    public func hold(_ task: StoreTask) async throws(StorageError) -> StoreHold? {
        try await database.hold(task)
    }
}

/// The lock of a task on a file of its own beside a store's file.
enum FileHold {
    /// **Errors**: `readOnly` where the file cannot be made.
    static func take(_ task: StoreTask, beside store: String) throws(StorageError) -> StoreHold? {
        let path = (store as NSString).deletingLastPathComponent + "/.cairn-\(task.rawValue).lock"
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard opened >= 0 else { throw .readOnly(path: path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        return StoreHold { close(opened) }
    }
}
