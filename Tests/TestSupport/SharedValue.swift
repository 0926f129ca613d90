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
///
/// It soon looks only every millisecond: many who look all the time take the processor from those they wait for.
public func until(_ isSo: () -> Bool) async {
    for _ in 0..<20 where !isSo() { await Task.yield() }
    while !isSo() {
        await Task.yield()
        // In a task that was cancelled this does not wait.
        try? await Task.sleep(for: .milliseconds(1))
    }
}
