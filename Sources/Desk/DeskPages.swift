// SPDX-License-Identifier: MIT

import HTTPTypes
public import Hummingbird
import Logging
import Model
import NIOCore
public import Pages
import Storage

/// The desk on the web: every route, behind its guards.
public struct DeskPages: Sendable {
    private let tools: DeskTools
    private let templates: PageTemplates

    /// Reads the templates.
    ///
    /// **Errors**: `TemplateError` when one of them is not right.
    public init(_ tools: DeskTools) throws(TemplateError) {
        self.tools = tools
        templates = try PageTemplates(DeskFiles.templates)
    }

    /// Answers below `desk` and `api`.
    public func add(to router: Router<PageContext>) {
        for route in DeskRoutes.all { add(route, to: router) }
        let nowhere = DeskRoute.open(get: "desk/**") { _ in throw DeskError.notFound }
        add(nowhere, to: router)
        APIPages(tools: tools).add(to: router)
    }

    private func add(_ route: DeskRoute, to router: Router<PageContext>) {
        router.answer(route.method, at: route.path) { request, context in
            await respond(to: request, context, by: route)
        }
    }
}

private extension DeskPages {
    func respond(to request: Request, _ context: PageContext, by route: DeskRoute) async -> Response {
        var response: Response
        do {
            let caller = try await DeskCaller.read(request, context, tools)
            response = await respond(to: caller, by: route)
        } catch {
            tools.logger.error("the desk failed", metadata: ["why": "\(error)"])
            response = Response(status: .internalServerError)
        }
        DeskHeaders.set(on: &response)
        return response
    }

    func respond(to caller: DeskCaller, by route: DeskRoute) async -> Response {
        var call = caller.call(form: FormFields())
        do {
            let form = try await caller.form(for: route)
            call = caller.call(form: form)
            if route.method != .get { try caller.insistOnOwnForm(call) }
            switch route.access {
            case .anyone(let answer): return try await response(to: answer(call), call, caller)
            case .role(let role, let answer):
                guard let person = call.session?.person else { return toSignIn(call, route) }
                guard person.role >= role else { throw DeskError.forbidden(needs: role.rawValue) }
                return try await response(to: answer(Visit(call: call, person: person)), call, caller)
            }
        } catch {
            let trouble = TroublePage(error)
            if trouble.isOurs {
                tools.logger.error("a page of the desk failed", metadata: ["why": "\(error)"])
            }
            return (try? await response(to: .page(trouble.page), call, caller))
                ?? Response(status: trouble.page.status)
        }
    }

    func toSignIn(_ call: Call, _ route: DeskRoute) -> Response {
        let back = route.method == .get ? SignInPages.query(returningTo: call.request.uri) : ""
        return Response(
            status: .seeOther, headers: [.location: tools.door.root + "desk/sign-in" + back])
    }

    func response(to answer: DeskAnswer, _ call: Call, _ caller: DeskCaller) async throws -> Response {
        switch answer {
        case .plain(let response): return response
        case .goTo(let path, let notice, let cookies):
            if let notice, call.session != nil {
                try await tools.store.sessions.setNotice(notice, of: call.key.digest)
            }
            var response = Response(status: .seeOther, headers: [.location: tools.door.root + path])
            for cookie in cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie)) }
            return response
        case .page(let page):
            var frame = DeskFrame(page, call)
            frame.main = templates.html(page.template, page.values, in: frame)
            let html = templates.html("layout", frame, in: page.values).text
            // A disk that is full must not keep anybody from reading.
            if frame.notice != nil { try? await tools.store.sessions.setNotice(nil, of: call.key.digest) }
            var response = Response.html(html, status: page.status)
            if let cookie = caller.newGuestCookie {
                response.headers.append(HTTPField(name: .setCookie, value: cookie))
            }
            return response
        }
    }
}

/// What keeps a browser from doing more with the desk than it should.
///
/// **Source**: W3C Content Security Policy Level 3. The referrer is kept for our own pages, as browsers else send forms with
/// `Origin: null`.
enum DeskHeaders {
    static let policy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
        "frame-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    static func set(on response: inout Response) {
        response.setUnlessThere([
            ("Content-Security-Policy", policy), ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-store"),
        ])
    }
}
