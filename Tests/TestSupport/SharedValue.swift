// SPDX-License-Identifier: MIT

import Synchronization

/// A value that the tasks of a test write to together.
public final class SharedValue<Value: Sendable>: Sendable {
    private let guarded: Mutex<Value>

    /// Begins with a value.
    public init(_ value: Value) { guarded = Mutex(value) }

    /// What it is now.
    public var value: Value { guarded.withLock { $0 } }

    /// Changes it; nobody else does meanwhile.
    public func change(_ change: @Sendable (inout Value) -> Void) { guarded.withLock { change(&$0) } }
}

/// Lets other tasks go on until something is so.
public func until(_ isSo: () -> Bool) async {
    while !isSo() { await Task.yield() }
}
