// SPDX-License-Identifier: MIT

public import NIOCore

/// How far whoever asks may go; beyond it the connection is closed.
public struct PageLimits: Hashable, Sendable {
    /// The most connections at one time; whoever comes later waits.
    public let connections: Int
    /// How long a connection may be open on which nothing is asked.
    public let idle: TimeAmount
    /// How long one request may take, from its first line to the last byte of its answer.
    public let request: TimeAmount
    /// All header fields of a request together, bytes.
    public let headerBytes: Int
    /// The body of a request, bytes; a page may take less.
    public let bodyBytes: Int

    /// What a small server bears and a slow reader needs, unless said otherwise.
    public init(
        connections: Int = 512, idle: TimeAmount = .seconds(30), request: TimeAmount = .seconds(120),
        headerBytes: Int = 16 * 1024, bodyBytes: Int = 16 * 1024 * 1024
    ) {
        self.connections = connections
        self.idle = idle
        self.request = request
        self.headerBytes = headerBytes
        self.bodyBytes = bodyBytes
    }
}
