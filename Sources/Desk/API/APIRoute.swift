// SPDX-License-Identifier: MIT

import HTTPTypes
import Model

/// One thing that a program can ask: how, for whom, and what comes of it.
///
/// From `APIRoutes.all` come the routes themselves, what is insisted on in requests, and the API's document.
struct APIRoute: Sendable {
    let method: HTTPRequest.Method
    /// Such as `items/{item}`, below `api/v1`.
    let path: String
    /// The role that its person must have.
    let role: Role
    /// Its name in the document, as programs made from it call it: `showItem`.
    let name: String
    /// What it is for, in a sentence.
    let says: String
    let query: [APIField]
    /// What must be sent; nil for nothing.
    let body: APIShape?
    /// What comes back; nil for nothing but 204.
    let gives: APIShape?
    let status: HTTPResponse.Status
    /// Whether it can be that what is asked for cannot be given as things stand: 409, also where nothing is changed.
    var canConflict = false
    /// The largest body it takes, bytes.
    var bodyLimit = 256 * 1024
    let answer: @Sendable (APICall) async throws -> (any Encodable & Sendable)?

    /// Something to read.
    static func get(
        _ path: String, for role: Role = .contributor, _ name: String, _ says: String,
        query: [APIField] = [], gives: APIShape, canConflict: Bool = false,
        answer: @escaping @Sendable (APICall) async throws -> any Encodable & Sendable
    ) -> APIRoute {
        APIRoute(
            method: .get, path: path, role: role, name: name, says: says, query: query, body: nil,
            gives: gives, status: .ok, canConflict: canConflict, answer: answer)
    }

    /// Something to do, with what comes of it.
    static func doing(
        _ method: HTTPRequest.Method, _ path: String, for role: Role, _ name: String, _ says: String,
        body: APIShape? = nil, bodyLimit: Int = 256 * 1024, gives: APIShape,
        status: HTTPResponse.Status = .ok,
        answer: @escaping @Sendable (APICall) async throws -> any Encodable & Sendable
    ) -> APIRoute {
        APIRoute(
            method: method, path: path, role: role, name: name, says: says, query: [], body: body,
            gives: gives, status: status, bodyLimit: bodyLimit, answer: answer)
    }

    /// Something to do of which nothing comes back.
    static func quietly(
        _ method: HTTPRequest.Method, _ path: String, for role: Role, _ name: String, _ says: String,
        body: APIShape? = nil, answer: @escaping @Sendable (APICall) async throws -> Void
    ) -> APIRoute {
        APIRoute(
            method: method, path: path, role: role, name: name, says: says, query: [], body: body,
            gives: nil, status: .noContent
        ) { call in
            try await answer(call)
            return nil
        }
    }

    /// What a token must be made for.
    var scope: APIToken.Scope {
        switch role {
        case .contributor, .curator: method == .get ? .read : .curate
        case .publisher: method == .get ? .read : .publish
        case .administrator: .administer
        }
    }

    /// The names of the parts of its path that stand for something.
    var parameters: [String] { path.matches(of: /\{(\w+)\}/).map { String($0.1) } }
}
