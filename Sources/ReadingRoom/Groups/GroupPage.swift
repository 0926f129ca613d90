// SPDX-License-Identifier: MIT

import Learning
import Model
import Pages
import Storage

/// A group that follows a path together: totals, and the names of those who want to be seen; by invitation.
///
/// Whoever has the invitation and has come in may join. Only members see how far the group is.
struct GroupPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/groups/{key}") { call in
            let (group, path) = try await call.group()
            guard let reader = try await call.visitor() else {
                return .page(door(group, path))
            }
            return .page(WebPage(group.title, "group", try await GroupPage(call, reader, group, path)))
        },
        .post("reading/groups/{key}/join") { call in
            let reader = try await call.reader()
            let (group, path) = try await call.group()
            try await call.store.groups.join(
                group.id, by: reader.id, as: call.form.trimmed("name"), at: call.now)
            try await call.store.followings.look(at: path.steps.map(\.id), of: path.id, by: reader.id)
            return .goTo("reading/groups/\(call.parameter("key"))")
        },
        .post("reading/groups/{key}/leave") { call in
            let reader = try await call.reader()
            let (group, _) = try await call.group()
            try await call.store.groups.leave(group.id, by: reader.id)
            return .goTo("reading")
        },
    ]

    /// A step with how many did it and how many knew it.
    struct Line: Sendable {
        let number: Int
        let name: String
        let counts: String
    }

    let key: String
    let path: String
    let pathTitle: String
    let isMember: Bool
    let name: String
    let nameLimit = PathGroup.titleLimit
    let size: String
    let names: [String]
    let hasNames: Bool
    let lines: [Line]
    let hasTotals: Bool

    init(_ call: RoomCall, _ reader: Reader, _ group: PathGroup, _ path: LearningPath) async throws {
        let membership = try await call.store.groups.memberships(of: reader.id).first {
            $0.group == group.id
        }
        key = call.parameter("key")
        self.path = path.id.rawValue
        pathTitle = path.title
        isMember = membership != nil
        name = membership?.name ?? ""
        let standing = isMember ? try await call.store.groups.standing(of: group.id) : nil
        size = ReaderWords.count(standing?.members ?? 0, "person is", "people are")
        names = standing?.names ?? []
        hasNames = !names.isEmpty
        hasTotals = standing?.hasTotals == true
        lines = path.steps.enumerated().map { place, step in
            let (done, known) = (standing?.done[step.id] ?? 0, standing?.known[step.id] ?? 0)
            return Line(
                number: place + 1, name: call.name(of: step), counts: "\(done) done, \(known) known before")
        }
    }

    /// For somebody who has not come in.
    private static func door(_ group: PathGroup, _ path: LearningPath) -> WebPage {
        Message.page(
            group.title,
            [
                "You are invited to follow “\(path.title)” together with others.",
                "Come in first, by a link that we send to your address. Then follow the invitation again, in the same browser.",
            ], link: .init(path: "reading/paths/\(path.id)", words: "Get a link to come in by"))
    }
}

extension RoomCall {
    /// The group that the address invites to, and its path.
    ///
    /// **Errors**: `RoomError.notFound`.
    fileprivate func group() async throws -> (PathGroup, LearningPath) {
        guard let id = PathGroup.id(invitedBy: parameter("key"), key: tools.key),
            let group = try await store.groups.find(id),
            let path = shelf.paths.first(where: { $0.id == group.path })
        else { throw RoomError.notFound }
        return (group, path)
    }
}
