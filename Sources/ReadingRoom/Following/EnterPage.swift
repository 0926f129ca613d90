// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// Where the link in a mail leads; the button on the page lets its holder in, and the link alone changes nothing, since
/// programs that look for harm follow links.
struct EnterPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/enter/{key}") { call in
            let digest = try digest(call)
            guard let entry = try await call.store.readers.entry(by: digest, at: call.now) else {
                throw RoomError.tooOld
            }
            let path = entry.path.flatMap { id in call.shelf.paths.first { $0.id == id } }
            let values = EnterPage(
                key: call.parameter("key"), address: entry.address.text, path: path?.title)
            return .page(
                WebPage(path == nil ? "Go on with your reading" : "Follow this path", "enter", values))
        },
        .post("reading/enter/{key}", by: .address) { call in
            let key = AccessKey()
            guard
                let entered = try await call.store.readers.enter(
                    by: digest(call), beginning: key.digest, at: call.now)
            else { throw RoomError.tooOld }
            if let path = call.shelf.paths.first(where: { $0.id == entered.path }) {
                try await call.store.followings.look(
                    at: path.steps.map(\.id), of: path.id, by: entered.reader.id)
            }
            let cookie = RoomCall.cookie.field(giving: key, seconds: Int(ReaderTable.sessionTerm))
            return .settle(entered.path.map { "reading/paths/\($0)" } ?? "reading", cookie: cookie)
        },
    ]

    let key: String
    let address: String
    let path: String?

    private static func digest(_ call: RoomCall) throws -> String {
        guard let key = AccessKey(call.parameter("key")) else { throw RoomError.tooOld }
        return key.digest
    }
}
