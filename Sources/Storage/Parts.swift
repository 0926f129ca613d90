// SPDX-License-Identifier: MIT

extension Array {
    /// The array in parts that are short enough for one statement.
    ///
    /// **Shape**: in order, 500 elements each and the rest in the last; none for an empty array.
    var parts: [[Element]] {
        stride(from: 0, to: count, by: 500).map { Array(self[$0..<Swift.min($0 + 500, count)]) }
    }
}
