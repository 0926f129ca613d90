// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Pages
import Storage

/// One request of a program, with its person, read and found to be as the document says.
struct APICall: Sendable {
    let person: Person
    let token: APIToken
    let now: Date
    let tools: DeskTools
    /// What the query says, by name; lists where a name may come more than once.
    let query: [String: APIValue]
    let body: APIValue
    private let parameters: [String: String]

    var store: Store { tools.store }
    /// Who, when and where: for what pages can do too.
    var sitting: Sitting { Sitting(person: person, now: now, tools: tools) }
    var author: AuditEntry.Author { sitting.author }
    var signature: Verdict.Signature { sitting.signature }
    var curriculum: Curriculum? { tools.holdings().curriculum }

    /// The part of the path that a name stands for.
    func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// The item that the path names.
    ///
    /// **Errors**: ``APIProblem`` 404.
    func item() async throws -> QueuedItem {
        guard let item = try await store.queue.items([Item.ID(parameter("item"))]).first else {
            throw APIProblem.notFound
        }
        return item
    }

    /// Reads a request.
    ///
    /// **Errors**: ``APIProblem`` 401 for no token that lasts, 403 for one that reaches less far, 400, 404, 413 and 415 for what
    /// is not as the document says, in this order.
    static func read(
        _ request: Request, _ context: PageContext, for route: APIRoute, _ tools: DeskTools
    ) async throws -> APICall {
        let now = tools.clock()
        let (token, person) = try await owner(of: request, at: now, tools)
        guard person.role >= route.role, token.scopes.contains(route.scope) else {
            throw APIProblem(
                .forbidden, "Not with this token",
                "This needs the role \(route.role.rawValue) and a token for \(route.scope.rawValue).")
        }
        var parameters: [String: String] = [:]
        for name in route.parameters {
            let text = context.parameters.get(name) ?? ""
            let shape = APIShapes.parameters[name] ?? .slug
            guard shape.objection(to: .text(text), at: name) == nil else { throw APIProblem.notFound }
            parameters[name] = text
        }
        let query = try query(of: request, as: route.query)
        var body = APIValue.null
        if let shape = route.body {
            body = try await self.body(of: request, as: shape, upTo: route.bodyLimit)
        }
        return APICall(
            person: person, token: token, now: now, tools: tools, query: query, body: body,
            parameters: parameters)
    }
}

private extension APICall {
    /// How often it is noted that a token is used, seconds.
    static let touchedEvery: TimeInterval = 600

    static func owner(
        of request: Request, at now: Date, _ tools: DeskTools
    ) async throws -> (APIToken, Person) {
        let fields = request.headers[values: .authorization]
        guard fields.count == 1, fields[0].prefix(7).lowercased() == "bearer ",
            let key = AccessKey(fields[0].dropFirst(7)),
            let (token, person) = try await tools.store.tokens.find(key.digest, at: now)
        else { throw APIProblem.noToken }
        if now.timeIntervalSince(token.used ?? .distantPast) >= touchedEvery {
            // A disk that is full must not keep anybody from reading.
            try? await tools.store.tokens.touch(token.id, at: now)
        }
        return (token, person)
    }

    static func query(
        of request: Request, as fields: [APIField]
    ) throws -> [String: APIValue] {
        guard let sent = FormFields(encoded: request.uri.query ?? "") else { throw APIProblem.unfit([]) }
        if let stranger = sent.names.first(where: { name in !fields.contains { $0.name == name } }) {
            throw APIProblem.unfit([.init(at: String(stranger.prefix(80)), says: "is not known here")])
        }
        var found: [String: APIValue] = [:]
        for field in fields where sent.has(field.name) {
            let texts = sent.all(field.name)
            let value: APIValue
            if case .list(let shape, _) = field.shape {
                value = .list(texts.map(shape.read))
            } else {
                guard texts.count == 1 else {
                    throw APIProblem.unfit([.init(at: field.name, says: "must come once")])
                }
                value = field.shape.read(texts[0])
            }
            if let objection = field.shape.objection(to: value, at: field.name) {
                throw APIProblem.unfit([objection])
            }
            found[field.name] = value
        }
        return found
    }

    static func body(
        of request: Request, as shape: APIShape, upTo bodyLimit: Int
    ) async throws -> APIValue {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
            .trimmingCharacters(in: .whitespaces)
        guard type == "application/json" else {
            throw APIProblem(
                .unsupportedMediaType, "Not JSON", "Send Content-Type: application/json.")
        }
        let bytes = try await request.body.collect(upTo: bodyLimit)
        guard let value = APIValue(Data(bytes.readableBytesView)) else {
            throw APIProblem.unfit([.init(at: "body", says: "is not JSON")])
        }
        if let objection = shape.objection(to: value, at: "") { throw APIProblem.unfit([objection]) }
        return value
    }
}
