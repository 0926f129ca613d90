// SPDX-License-Identifier: MIT

import HTTPTypes
public import Hummingbird

/// Sets on every answer what keeps a browser from doing more with it than it should.
///
/// **Source**: W3C Content Security Policy Level 3, W3C Referrer Policy, the WHATWG Fetch standard (nosniff).
public struct PageGuard: RouterMiddleware {
    private let fields: [(HTTPField.Name, String)]

    /// - Parameter policy: what pages may load, as a `Content-Security-Policy`; their own style sheets and pictures alone
    ///   unless said otherwise.
    public init(policy: String = PageGuard.plainPages) {
        fields = [
            (.contentSecurityPolicy, policy), (.xContentTypeOptions, "nosniff"),
            (HTTPField.Name("Referrer-Policy"), "no-referrer"), (HTTPField.Name("X-Frame-Options"), "DENY"),
            (HTTPField.Name("Cross-Origin-Opener-Policy"), "same-origin"),
            (HTTPField.Name("Permissions-Policy"), "camera=(), geolocation=(), microphone=()"),
        ].compactMap { name, value in name.map { ($0, value) } }
    }

    /// No scripts, nothing from other sites, in nobody's frame.
    public static let plainPages = [
        "default-src 'none'", "style-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// Lets the page be made and adds to its answer; what a page has set itself stays.
    public func handle(
        _ request: Request, context: PageContext,
        next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in fields where response.headers[name] == nil { response.headers[name] = value }
        return response
    }
}
