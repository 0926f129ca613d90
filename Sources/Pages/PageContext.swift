// SPDX-License-Identifier: MIT

public import Hummingbird

/// What goes along with one request from the door to the page and back.
public struct PageContext: RequestContext {
    /// What the router keeps of the request.
    public var coreContext: CoreRequestContextStorage

    /// Begins with a request that has just arrived.
    public init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }

    /// The largest body that a form may have, bytes; what takes more reads it with a limit of its own.
    public var maxUploadSize: Int { 64 * 1024 }
}
