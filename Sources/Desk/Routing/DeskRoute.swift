// SPDX-License-Identifier: MIT

import HTTPTypes
import Model

/// One address of the desk: how it is asked, who may, and what answers.
///
/// `DeskRoutes.all` lists them, so that one test can knock at every door in every role.
struct DeskRoute: Sendable {
    /// Who may ask, and what answers them.
    enum Access: Sendable {
        /// Whoever comes; only for the ways in.
        case anyone(@Sendable (Call) async throws -> DeskAnswer)
        /// Those who are signed in and have a role, or one that may do more.
        case role(Role, @Sendable (Visit) async throws -> DeskAnswer)
    }

    let method: HTTPRequest.Method
    /// Such as `desk/people/{person}/role`, without the slash at its start.
    let path: String
    let access: Access
    /// The largest body it takes, bytes.
    let bodyLimit: Int
    /// Whether its form may bring a file (`enctype="multipart/form-data"`).
    var takesFiles = false

    /// A page, which changes nothing.
    static func get(
        _ path: String, for role: Role, answer: @escaping @Sendable (Visit) async throws -> DeskAnswer
    ) -> DeskRoute {
        DeskRoute(method: .get, path: path, access: .role(role, answer), bodyLimit: 0)
    }

    /// A form.
    ///
    /// That it comes from a page of ours, in the same session, was seen to before it is answered.
    static func post(
        _ path: String, for role: Role, bodyLimit: Int = 64 * 1024, takesFiles: Bool = false,
        answer: @escaping @Sendable (Visit) async throws -> DeskAnswer
    ) -> DeskRoute {
        DeskRoute(
            method: .post, path: path, access: .role(role, answer), bodyLimit: bodyLimit,
            takesFiles: takesFiles)
    }

    /// A page for whoever comes.
    static func open(
        get path: String, answer: @escaping @Sendable (Call) async throws -> DeskAnswer
    ) -> DeskRoute {
        DeskRoute(method: .get, path: path, access: .anyone(answer), bodyLimit: 0)
    }

    /// A form for whoever comes.
    static func open(
        post path: String, answer: @escaping @Sendable (Call) async throws -> DeskAnswer
    ) -> DeskRoute {
        DeskRoute(method: .post, path: path, access: .anyone(answer), bodyLimit: 64 * 1024)
    }
}
