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

/// The reading room on the web: every route, behind its guards; a cookie for those only who follow a path.
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
            router.answer(route.method, at: route.path) { request, context in
                await respond(to: request, context, by: route)
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
        let form = try await form(request, route)
        if route.proof == .ownPage { try insistOnOwnForm(form, request) }
        return RoomCall(
            request: request, parameters: context.parameters, form: form,
            query: FormFields(encoded: request.uri.query ?? "") ?? FormFields(), now: tools.clock(),
            origin: context.origin(of: request, isBehindProxy: tools.door.isBehindProxy), tools: tools,
            shelf: tools.shelf())
    }

    /// What was filled in; of a mail program's form nothing is needed, so nothing is wrong with it.
    func form(_ request: Request, _ route: RoomRoute) async throws -> FormFields {
        guard route.method == .post else { return FormFields() }
        if let form = try await FormFields.read(request, upTo: RoomRoutes.bodyLimit) { return form }
        if route.proof == .address { return FormFields() }
        throw RoomError.unreadable
    }

    /// Refuses what another site made a browser send.
    ///
    /// A browser that does not say where a form comes from shows by the form's proof that a page of ours was loaded.
    func insistOnOwnForm(_ form: FormFields, _ request: Request) throws {
        let origin = RequestOrigin(base: tools.door.base)
        guard origin.isOurs(request) || origin.isUnsaid(in: request) && tools.hasMade(form["csrf"]) else {
            throw RoomError.strangeForm
        }
    }

    func response(to answer: RoomAnswer) throws -> Response {
        switch answer {
        case .plain(let response): return response
        case .goTo(let path):
            return Response(status: .seeOther, headers: [.location: tools.door.root + path])
        case .settle(let path, let cookie):
            return Response(
                status: .seeOther, headers: [.location: tools.door.root + path, .setCookie: cookie])
        case .page(let page):
            var frame = RoomFrame(page, tools)
            frame.main = templates.html(page.template, page.values, in: frame)
            let html = templates.html("layout", frame, in: page.values).text
            return .html(html, status: page.status)
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
    let errors: [FieldError]
    let hasErrors: Bool
    /// What every form sends along: `{{> csrf}}`.
    let csrf: String
    /// The version of the style sheet, so that browsers may keep it.
    let version: String
    /// The main part.
    var main = TrustedHTML(plain: "")

    init(_ page: WebPage, _ tools: RoomTools) {
        root = tools.door.root
        site = tools.letters.site
        title = page.title
        errors = page.errors
        hasErrors = !page.errors.isEmpty
        csrf = tools.formProof
        version = String(Digest.hex(RoomFiles.sheet(below: tools.style)).prefix(12))
    }
}

/// What keeps a browser from doing more with the room than it should.
///
/// The referrer goes to our own pages alone, as addresses here let their holder in; without any, browsers send forms with
/// `Origin: null`. Nothing is kept by browsers or proxies, and nothing is found by search engines.
enum RoomHeaders {
    static func set(on response: inout Response) {
        response.setUnlessThere([
            ("Referrer-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("X-Robots-Tag", "noindex"), ("Cache-Control", "no-store"),
        ])
    }
}
