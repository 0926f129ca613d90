// SPDX-License-Identifier: MIT

public import Hummingbird
import NIOCore

/// What goes along with one request from the door to the page and back.
public struct PageContext: RequestContext {
    /// What the router keeps of the request.
    public var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection, without its port; empty for one without.
    public let peer: String

    /// Begins with a request that has just arrived.
    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// The largest body that a form may have, bytes; what takes more reads it with a limit of its own.
    public var maxUploadSize: Int { 64 * 1024 }
}
