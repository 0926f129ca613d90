// SPDX-License-Identifier: MIT

import HTTPTypes
public import Hummingbird
public import Logging

/// Notes each request in the log: what was done, where, and how it ended.
///
/// Never who asked. Of an address only the path is noted, as a query may hold what a reader searched for; where a route has a pattern, only
/// that, as a path may hold a key.
public struct RequestNotes: RouterMiddleware {
    private let logger: Logger

    /// - Parameter logger: hears of each request at the level `debug`, of failures of ours at `error`.
    public init(_ logger: Logger) { self.logger = logger }

    /// Lets the page be made and notes how that went.
    public func handle(
        _ request: Request, context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        let pattern = context.endpointPath ?? ""
        let place = pattern.contains("{") ? pattern : String(request.uri.path.prefix(200))
        logger.log(
            level: response.status.code >= 500 ? .error : .debug,
            "\(request.method.rawValue) \(place) \(response.status.code)")
        return response
    }
}
