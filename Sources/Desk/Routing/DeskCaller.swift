// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Model
import NIOCore
import Pages
import Storage

/// Who asks, found out before anything is answered.
struct DeskCaller: Sendable {
    private let request: Request
    private let context: PageContext
    private let tools: DeskTools
    private let now: Date
    private let key: AccessKey
    private let session: DeskSession?
    /// Gives a browser that has none what ties forms to it.
    let newGuestCookie: String?

    /// What opens a session.
    static let sessionCookie = SecretCookie("cairn-desk")
    /// What ties forms to a browser before somebody has signed in.
    static let guestCookie = SecretCookie("cairn-guest")
    /// How often it is noted that a session is used, seconds.
    private static let touchedEvery: TimeInterval = 600

    /// Looks at the cookies.
    static func read(
        _ request: Request, _ context: PageContext, _ tools: DeskTools
    ) async throws(StorageError) -> DeskCaller {
        let now = tools.clock()
        if let key = sessionCookie.key(in: request),
            let session = try await tools.store.sessions.find(key.digest, at: now)
        {
            if now.timeIntervalSince(session.seen) >= touchedEvery {
                // A disk that is full must not keep anybody from reading.
                try? await tools.store.sessions.touch(key.digest, at: now)
            }
            return DeskCaller(
                request: request, context: context, tools: tools, now: now, key: key, session: session,
                newGuestCookie: nil)
        }
        let old = guestCookie.key(in: request)
        let key = old ?? AccessKey()
        return DeskCaller(
            request: request, context: context, tools: tools, now: now, key: key, session: nil,
            newGuestCookie: old == nil ? guestCookie.field(giving: key, seconds: 86_400) : nil)
    }

    /// What was filled in.
    ///
    /// **Errors**: `DeskError.unreadable`; `HTTPError` 413 for one that is too large.
    func form(for route: DeskRoute) async throws -> FormFields {
        guard route.method == .post else { return FormFields() }
        let form = try await FormFields.read(
            request, upTo: route.bodyLimit, takesFiles: route.takesFiles)
        guard let form else { throw DeskError.unreadable }
        return form
    }

    /// The request with its form.
    func call(form: FormFields) -> Call {
        Call(
            request: request, parameters: context.parameters, form: form,
            query: FormFields(encoded: request.uri.query ?? "") ?? FormFields(), now: now, address: address,
            key: key, session: session, tools: tools)
    }

    /// Refuses what another site made a browser send.
    ///
    /// **Errors**: `DeskError.strangeForm`.
    func insistOnOwnForm(_ call: Call) throws {
        guard newGuestCookie == nil, RequestOrigin(base: tools.door.base).isOurs(request),
            call.hasItsProof(call.form["csrf"])
        else { throw DeskError.strangeForm }
    }

    private var address: String {
        context.origin(of: request, isBehindProxy: tools.door.isBehindProxy)
    }
}
