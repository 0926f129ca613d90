// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Model
import NIOCore
import Pages
import Storage

/// The API on the web: every route below `api/v1`, for programs that show a token.
///
/// Cookies mean nothing here, so no page of another site can make a browser do anything.
struct APIPages: Sendable {
    let tools: DeskTools

    static let root = "api/v1/"
    /// Every way of asking that there is a name for.
    private static let methods: [HTTPRequest.Method] =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"].compactMap {
            .init($0)
        }

    /// Answers below `api`.
    func add(to router: Router<PageContext>) {
        let document = APIDocument(root: tools.door.root).data
        router.on("api/v1/openapi.json", method: .get) { _, _ in
            guarded(APIPages.json(document, .ok, type: "application/json"))
        }
        for path in Set(APIRoutes.all.map(\.path)) {
            let routes = APIRoutes.all.filter { $0.path == path }
            let methods = routes.map(\.method)
            for method in APIPages.methods {
                // A head is asked as a get, and its answer sent without its body.
                let asked = method == .head ? .get : method
                router.on(RouterPath(APIPages.root + path), method: method) { request, context in
                    guard let route = routes.first(where: { $0.method == asked }) else {
                        return guarded(APIPages.notAllowed(methods))
                    }
                    let response = guarded(await respond(to: request, context, by: route))
                    return method == .head ? response.withoutBody : response
                }
            }
        }
        for method in APIPages.methods {
            for path: RouterPath in ["api", "api/**"] {
                router.on(path, method: method) { _, _ in guarded(APIPages.response(to: APIProblem.notFound))
                }
            }
        }
        for method in APIPages.methods where method != .get {
            router.on("api/v1/openapi.json", method: method) { _, _ in guarded(APIPages.notAllowed([.get])) }
        }
    }
}

private extension APIPages {
    func respond(to request: Request, _ context: PageContext, by route: APIRoute) async -> Response {
        do {
            let call = try await APICall.read(request, context, for: route, tools)
            guard let answer = try await route.answer(call) else { return Response(status: route.status) }
            return APIPages.json(try APIPages.encoder.encode(answer), route.status, type: "application/json")
        } catch {
            let problem = APIProblem(error)
            if problem.status >= 500 {
                tools.logger.error("the API failed", metadata: ["why": "\(error)"])
            }
            return APIPages.response(to: problem)
        }
    }

    func guarded(_ response: Response) -> Response {
        var response = response
        DeskHeaders.set(on: &response)
        return response
    }

    static func response(to problem: APIProblem) -> Response {
        let data = (try? encoder.encode(problem)) ?? Data()
        var response = json(data, .init(code: problem.status), type: "application/problem+json")
        if problem.status == 401 { response.headers[.wwwAuthenticate] = "Bearer realm=\"cairn\"" }
        return response
    }

    static func notAllowed(_ methods: [HTTPRequest.Method]) -> Response {
        var response = response(
            to: APIProblem(.methodNotAllowed, "Not in this way", "Nothing can be done here in this way."))
        response.headers[.allow] = methods.map(\.rawValue).sorted().joined(separator: ", ")
        return response
    }

    static func json(_ data: Data, _ status: HTTPResponse.Status, type: String) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
