// SPDX-License-Identifier: MIT

/// Whoever keeps processes from asking one host at the same time.
public protocol HostSharing: Sendable {
    /// Waits until this process may ask a host; ``leave(_:)`` follows.
    ///
    /// - Returns: how long ago another process last asked it; nil where none did that it would matter, or that is not known.
    /// - Throws: `TransferError` where its turn never came.
    func enter(_ host: String) async throws(TransferError) -> Duration?

    /// Notes that a request to a host is over.
    func leave(_ host: String)
}
