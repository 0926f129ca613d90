// SPDX-License-Identifier: MIT

import Foundation
public import HTTPTypes
public import Hummingbird
import HummingbirdCore
import NIOCore

extension Router where Context == PageContext {
    /// Answers at a path, such as `desk/people/{person}`; whoever asks for the head of a page alone gets no more.
    public func answer(
        _ method: HTTPRequest.Method, at path: String,
        by answer: @escaping @Sendable (Request, PageContext) async -> Response
    ) {
        on(RouterPath(path), method: method) { request, context in await answer(request, context) }
        guard method == .get else { return }
        on(RouterPath(path), method: .head) { request, context in
            await answer(request, context).withoutBody
        }
    }
}

extension Response {
    /// The same to whoever asks for its head alone.
    public var withoutBody: Response {
        var response = self
        response.headers[.contentLength] = response.body.contentLength.map(String.init)
        response.body = ResponseBody()
        return response
    }

    /// A page of HTML.
    public static func html(_ html: String, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    /// Sets headers that a route has not set itself.
    public mutating func setUnlessThere(_ headers: [(name: String, value: String)]) {
        for (name, value) in headers {
            guard let name = HTTPField.Name(name), self.headers[name] == nil else { continue }
            self.headers[name] = value
        }
    }
}

extension FormFields {
    /// What was filled in.
    ///
    /// **Errors**: `HTTPError` 413 for a body that is larger than its limit.
    ///
    /// - Parameters:
    ///   - limit: the largest body, bytes.
    ///   - takesFiles: whether the form may bring a file (`multipart/form-data`).
    /// - Returns: nil for a body that is no form.
    public static func read(
        _ request: Request, upTo limit: Int, takesFiles: Bool = false
    ) async throws -> FormFields? {
        let body = try await request.body.collect(upTo: limit)
        let type = request.headers[.contentType] ?? ""
        return switch type.prefix(while: { $0 != ";" }).lowercased() {
        case "application/x-www-form-urlencoded": FormFields(encoded: String(buffer: body))
        case "multipart/form-data" where takesFiles:
            FormFields(multipart: Array(buffer: body), contentType: type)
        default: nil
        }
    }
}

extension PageContext {
    /// Whence a request comes, as far as that is known.
    ///
    /// - Parameter isBehindProxy: whether a web server before this one tells it, in the last place of `X-Forwarded-For`.
    public func origin(of request: Request, isBehindProxy: Bool) -> String {
        guard isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[values: name].last?.split(separator: ",").last
        else { return peer }
        return last.trimmingCharacters(in: .whitespaces).prefix(64).lowercased()
    }
}
