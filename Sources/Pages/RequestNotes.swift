// SPDX-License-Identifier: MIT

import HTTPTypes
public import Hummingbird
public import Logging

/// Notes each request in the log: what was done, where, and how it ended.
///
/// Never who asked. Of an address only the path is noted, as a query may hold what a reader searched for; where a route has a pattern, only
/// that, as a path may hold a key. A path without a pattern may be mistyped or end in the wrong place, so whatever looks like a key is
/// left out of it too.
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
        let place = pattern.contains("{") ? pattern : RequestNotes.place(request.uri.path)
        logger.log(
            level: response.status.code >= 500 ? .error : .debug,
            "\(request.method.rawValue) \(place) \(response.status.code)")
        return response
    }

    /// A path as the log has it: short, without keys, and of characters that a log can hold.
    static func place(_ path: String) -> String {
        path.prefix(200).split(separator: "/", omittingEmptySubsequences: false).map { step in
            step.utf8.count >= 32 && step.utf8.allSatisfy(isOfKey) ? "(key)" : OneLineLog.plain(String(step))
        }.joined(separator: "/")
    }

    private static func isOfKey(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
