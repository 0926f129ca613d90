// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
public import Hummingbird
import HummingbirdCore
import Logging
import Model
import NIOCore
public import Pages
import Publishing

/// The reading room on the web: every route, behind its guards, and no cookie.
public struct ReadingRoomPages: Sendable {
    private let tools: RoomTools
    private let templates: PageTemplates

    /// Reads the templates.
    ///
    /// **Errors**: `TemplateError` when one of them is not right.
    public init(_ tools: RoomTools) throws(TemplateError) {
        self.tools = tools
        templates = try PageTemplates(RoomFiles.templates)
    }

    /// Answers below `subscribe`, `subscription`, `unsubscribe` and `reading`.
    public func add(to router: Router<PageContext>) {
        for route in RoomRoutes.all {
            let path = RouterPath(route.path)
            router.on(path, method: route.method) { request, context in
                await respond(to: request, context, by: route)
            }
            guard route.method == .get else { continue }
            router.on(path, method: .head) { request, context in
                var response = await respond(to: request, context, by: route)
                response.headers[.contentLength] = response.body.contentLength.map(String.init)
                response.body = ResponseBody()
                return response
            }
        }
    }
}

private extension ReadingRoomPages {
    func respond(to request: Request, _ context: PageContext, by route: RoomRoute) async -> Response {
        var response: Response
        do {
            let call = try await call(request, context, route)
            response = try await self.response(to: route.answer(call))
        } catch {
            let trouble = RoomTrouble(error)
            if trouble.isOurs {
                tools.logger.error("a page of the reading room failed", metadata: ["why": "\(error)"])
            }
            response = (try? self.response(to: .page(trouble.page))) ?? Response(status: trouble.page.status)
        }
        RoomHeaders.set(on: &response)
        return response
    }

    func call(_ request: Request, _ context: PageContext, _ route: RoomRoute) async throws -> RoomCall {
        if route.proof == .ownPage, !RequestOrigin(base: tools.door.base).isOurs(request) {
            throw RoomError.strangeForm
        }
        return RoomCall(
            request: request, parameters: context.parameters, form: try await form(request, route),
            query: FormFields(encoded: request.uri.query ?? "") ?? FormFields(), now: tools.clock(),
            origin: origin(request, context), tools: tools, shelf: tools.shelf())
    }

    /// What was filled in; of a mail program's form nothing is needed, so nothing is wrong with it.
    func form(_ request: Request, _ route: RoomRoute) async throws -> FormFields {
        guard route.method == .post else { return FormFields() }
        let body = try await request.body.collect(upTo: RoomRoutes.bodyLimit)
        let type = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.lowercased()
        guard type == "application/x-www-form-urlencoded",
            let form = FormFields(encoded: String(buffer: body))
        else {
            if route.proof == .address { return FormFields() }
            throw RoomError.unreadable
        }
        return form
    }

    func origin(_ request: Request, _ context: PageContext) -> String {
        guard tools.door.isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[values: name].last?.split(separator: ",").last
        else { return context.peer }
        return last.trimmingCharacters(in: .whitespaces).prefix(64).lowercased()
    }

    func response(to answer: RoomAnswer) throws -> Response {
        switch answer {
        case .plain(let response): return response
        case .goTo(let path):
            return Response(status: .seeOther, headers: [.location: tools.door.root + path])
        case .page(let page):
            var frame = RoomFrame(page, tools)
            frame.main = templates.html(page.template, page.values, in: frame)
            let html = templates.html("layout", frame, in: page.values).text
            return Response(
                status: page.status, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: html)))
        }
    }
}

/// What all pages know beside their own values; templates name these properties.
struct RoomFrame: Sendable {
    /// Before every address: `href="{{root}}subscribe"`.
    let root: String
    /// What the library is called.
    let site: String
    /// The page's own title.
    let title: String
    let errors: [RoomFieldError]
    let hasErrors: Bool
    /// The version of the style sheet, so that browsers may keep it.
    let version: String
    /// The main part.
    var main = TrustedHTML(plain: "")

    init(_ page: RoomPage, _ tools: RoomTools) {
        root = tools.door.root
        site = tools.letters.site
        title = page.title
        errors = page.errors
        hasErrors = !page.errors.isEmpty
        version = String(Digest.hex(RoomFiles.sheet(below: tools.style)).prefix(12))
    }
}

/// What keeps a browser from doing more with the room than it should.
///
/// The referrer goes to our own pages alone, as addresses here let their holder in; without any, browsers send forms with
/// `Origin: null`. Nothing is kept by browsers or proxies, and nothing is found by search engines.
enum RoomHeaders {
    static func set(on response: inout Response) {
        func set(_ name: HTTPField.Name?, _ value: String) {
            if let name, response.headers[name] == nil { response.headers[name] = value }
        }
        set(.init("Referrer-Policy"), "same-origin")
        set(.init("Cross-Origin-Resource-Policy"), "same-origin")
        set(.init("X-Robots-Tag"), "noindex")
        set(.cacheControl, "no-store")
    }
}
