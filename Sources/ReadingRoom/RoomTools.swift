// SPDX-License-Identifier: MIT

public import Foundation
public import Logging
public import Model
public import Publishing
public import Storage

/// What the reading room's pages work with; made once, by whoever serves them.
public struct RoomTools: Sendable {
    /// What must outlive the process.
    public let store: Store
    /// What there is to read and to choose from, as the library's files have it now.
    public let shelf: @Sendable () -> RoomShelf
    /// Where the world reaches the room.
    public let door: RoomDoor
    /// Writes letters, with the addresses that are in them.
    public let letters: SubscriberLetters
    /// Puts a letter on its way; a key queues once.
    let queue: @Sendable (_ letter: Letter, _ key: String, _ now: Date) async throws -> Void
    /// Proves those addresses.
    let key: AccessKey
    /// The site's style sheet, below the room's own.
    let style: String
    /// Tells the time, UTC.
    let clock: @Sendable () -> Date
    /// Hears of what goes wrong; of no secret, and of nobody's address.
    let logger: Logger

    /// - Parameters:
    ///   - key: the library's own, of `store.subscribers.linkKey()`.
    ///   - style: the site's style sheet.
    ///   - queue: puts a letter on its way; a key queues once.
    public init(
        store: Store, shelf: @escaping @Sendable () -> RoomShelf, door: RoomDoor, site: String,
        key: AccessKey, style: String,
        queue: @escaping @Sendable (_ letter: Letter, _ key: String, _ now: Date) async throws -> Void,
        clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.queue = queue
        self.store = store
        self.shelf = shelf
        self.door = door
        letters = SubscriberLetters(site: site, links: SubscriberLinks(key: key, base: door.base))
        self.key = key
        self.style = style
        self.clock = clock
        self.logger = logger
    }
}

extension RoomTools {
    /// What forms of today's pages send along; it tells of nobody.
    var formProof: String { key.proof(of: form(daysAgo: 0)) }

    /// Whether a page of ours had a proof, today or the day before.
    func hasMade(_ proof: String) -> Bool {
        [0, 1].contains { key.confirms(proof, of: form(daysAgo: $0)) }
    }

    private func form(daysAgo days: Int) -> String {
        let moment = clock().addingTimeInterval(-Double(days) * 86_400)
        return "form " + moment.formatted(.iso8601.year().month().day())
    }
}

/// What the library's people keep as files, as far as readers choose from it.
public struct RoomShelf: Sendable {
    /// The newsletters, by id.
    public let newsletters: [Newsletter]
    /// The learning paths, in the order in which they are shown.
    public let paths: [LearningPath]
    /// The programmes of learning sets, by id.
    public let programmes: [SetProgramme]
    /// Gives topics, audiences and stages their names; nil where it cannot be read.
    public let curriculum: Curriculum?
    /// The clock of programmes that name none.
    public let timeZone: TimeZone

    /// Holds what it is given.
    public init(
        newsletters: [Newsletter], paths: [LearningPath] = [], programmes: [SetProgramme] = [],
        curriculum: Curriculum?, timeZone: TimeZone = .gmt
    ) {
        self.newsletters = newsletters
        self.paths = paths
        self.programmes = programmes
        self.curriculum = curriculum
        self.timeZone = timeZone
    }

    /// The clock that a programme's times are read from.
    func zone(of programme: SetProgramme) -> TimeZone {
        programme.calendar.timeZone.flatMap { TimeZone(identifier: $0) } ?? timeZone
    }

    /// The newsletter with an id.
    func newsletter(_ id: Newsletter.ID) -> Newsletter? { newsletters.first { $0.id == id } }

    /// What a newsletter is called; its id where its file is gone.
    func title(of id: Newsletter.ID) -> String { newsletter(id)?.title ?? id.rawValue }
}

/// Where the world reaches the room, and who stands in between.
public struct RoomDoor: Sendable {
    /// The library's own address: mails lead there.
    public let base: WebAddress
    /// Whether a web server before this one tells whence a request comes, in the last place of `X-Forwarded-For`.
    public let isBehindProxy: Bool

    /// Takes both as they are.
    public init(base: WebAddress, isBehindProxy: Bool) {
        self.base = base
        self.isBehindProxy = isBehindProxy
    }

    /// The path before every address of ours; it ends with a slash.
    ///
    /// A web server before this one may take the path of the library's address away.
    var root: String {
        let path = isBehindProxy ? base.path : "/"
        return path.hasSuffix("/") ? path : path + "/"
    }
}
