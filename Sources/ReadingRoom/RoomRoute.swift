// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Model
import Pages
import Storage

/// One address of the reading room: how it is asked, and what answers.
struct RoomRoute: Sendable {
    /// What a form must show before it is taken.
    enum Proof: Sendable {
        /// It changes nothing.
        case none
        /// That it comes from a page of ours.
        case ownPage
        /// Nothing: whoever knows the address may use it, such as a mail program (RFC 8058).
        case address
    }

    let method: HTTPRequest.Method
    /// Such as `unsubscribe/{key}`, without the slash at its start.
    let path: String
    let proof: Proof
    let answer: @Sendable (RoomCall) async throws -> RoomAnswer

    /// A page, which changes nothing.
    static func get(
        _ path: String, _ answer: @escaping @Sendable (RoomCall) async throws -> RoomAnswer
    ) -> RoomRoute { RoomRoute(method: .get, path: path, proof: .none, answer: answer) }

    /// A form.
    static func post(
        _ path: String, by proof: Proof = .ownPage,
        _ answer: @escaping @Sendable (RoomCall) async throws -> RoomAnswer
    ) -> RoomRoute { RoomRoute(method: .post, path: path, proof: proof, answer: answer) }
}

/// One request to the reading room, read.
struct RoomCall: Sendable {
    let request: Request
    /// What the path says where its pattern has names.
    let parameters: Parameters
    /// What was filled in; empty for a page.
    let form: FormFields
    /// What stands after the `?`.
    let query: FormFields
    /// When it came, UTC.
    let now: Date
    /// Whence it comes, as far as that is known.
    let origin: String
    let tools: RoomTools
    /// What there is to choose from at this moment.
    let shelf: RoomShelf

    var store: Store { tools.store }

    /// The part of the path that a name stands for.
    func parameter(_ name: String) -> String { parameters.get(name)?.removingPercentEncoding ?? "" }

    /// Whose address of a use this is.
    ///
    /// **Errors**: `RoomError.notFound` for an address that we have not made.
    func subscriberID(_ use: SubscriberLinks.Use) throws -> Subscriber.ID {
        let name = parameter("key")
        let found =
            use == .own
            ? SubscriberLinks.owner(named: name, at: now, key: tools.key)
            : SubscriberLinks.subscriber(named: name, for: use, key: tools.key)
        guard let found else { throw use == .own ? RoomError.tooOld : RoomError.notFound }
        return found
    }

    /// Who that is, as they are now.
    ///
    /// **Errors**: `RoomError.notFound`; `RoomError.gone` for somebody of whom nothing is kept any more.
    func subscriber(_ use: SubscriberLinks.Use) async throws -> Subscriber {
        guard let found = try await store.subscribers.find(subscriberID(use)) else { throw RoomError.gone }
        return found
    }
}

/// What a route answers.
enum RoomAnswer: Sendable {
    /// A page.
    case page(WebPage)
    /// After a form: go on to a path of the room, which says what was done.
    case goTo(String)
    /// The same, and the browser is given a cookie, or has it taken away: a field `Set-Cookie`.
    case settle(String, cookie: String)
    /// Anything else, such as a style sheet.
    case plain(Response)
}

/// Why there is no page.
enum RoomError: Error, Hashable {
    /// There is nothing at that address.
    case notFound
    /// An address of ours, of somebody of whom nothing is kept any more.
    case gone
    /// A link that has ended.
    case tooOld
    /// A page for those who came in by a link of their own.
    case notIn
    /// A form that does not come from a page of ours.
    case strangeForm
    /// A body that is no form.
    case unreadable
    /// Too many forms at once.
    case tooMany
    /// It makes no sense as things stand; a whole sentence.
    case refused(String)
}
