// SPDX-License-Identifier: MIT

public import Catalog
public import Feeds
public import Foundation
public import Logging
public import Model
import Pages
public import Storage

/// What the desk's pages work with; made once, by whoever serves them.
public struct DeskTools: Sendable {
    /// What must outlive the process.
    public let store: Store
    /// The library's files.
    public let files: DeskFolder
    /// What the library is called.
    public let title: String
    /// Where the world reaches the desk.
    public let door: DeskDoor
    /// What the desk lets others do.
    public let runs: DeskRuns
    /// Tells the time, UTC.
    public let clock: @Sendable () -> Date
    /// Hears of what goes wrong; of no secret, and of nobody's address.
    public let logger: Logger
    /// Whether an approval needs a second person.
    public let needsSecond: Bool
    let passwords = Passwords()

    /// Takes all as it is.
    public init(
        store: Store, files: DeskFolder, title: String, door: DeskDoor = DeskDoor(), runs: DeskRuns,
        needsSecond: Bool = false, clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.store = store
        self.files = files
        self.title = title
        self.door = door
        self.runs = runs
        self.needsSecond = needsSecond
        self.clock = clock
        self.logger = logger
    }

    /// What the library's people keep as files, as it is now.
    var holdings: @Sendable () -> Holdings { files.holdings }
}

/// The files of the library: read again when they change, written one change after the other.
public struct DeskFolder: Sendable {
    let library: Library
    let holdings: @Sendable () -> Holdings
    private let again: @Sendable () -> Holdings
    private let pen = Pen()

    /// - Parameters:
    ///   - holdings: reads what is there, give or take a second.
    ///   - again: reads what is there at this moment.
    public init(
        _ library: Library, holdings: @escaping @Sendable () -> Holdings,
        again: @escaping @Sendable () -> Holdings
    ) {
        self.library = library
        self.holdings = holdings
        self.again = again
    }

    /// What is there at this moment.
    func now() -> Holdings { again() }

    /// Changes files, while nobody else of this desk does.
    ///
    /// - Returns: what the work returns, and what is there afterwards.
    func change<Value: Sendable>(
        _ work: @Sendable (Library) throws -> Value
    ) async throws -> (value: Value, holdings: Holdings) {
        (try await pen.write { try work(library) }, again())
    }

    /// Lets one write after the other; guards nothing but their order.
    private actor Pen {
        func write<Value: Sendable>(_ work: () throws -> Value) rethrows -> Value { try work() }
    }
}

/// What the desk lets others do: what asks the web, and the runs, which the desk does not know.
public struct DeskRuns: Sendable {
    /// Finds feeds.
    let finder: FeedFinder
    /// Hosts that are asked side by side.
    let width: Int
    /// Fetches one feed now and says in a sentence how it went.
    let look: @Sendable (Feed.ID) async throws -> String
    /// What a rule would change in the items that were first seen since a moment.
    let tryRule: TryRule
    /// Changes that, for somebody; a rule that is gone takes back what it gave.
    let applyRule: ApplyRule
    /// What another curriculum would change in the items that were first seen since a moment, of so many at the most.
    let tryTopics: TryTopics
    /// What makes works and publishes them.
    let works: DeskWorks

    /// Looks at a rule and changes nothing.
    public typealias TryRule = @Sendable (Rule, _ since: Date) async throws -> RuleOutlook
    /// Lets a rule have its say.
    public typealias ApplyRule =
        @Sendable (Rule.ID, Rule?, _ since: Date, Verdict.Signature) async throws -> RuleOutlook
    /// Looks at another curriculum and changes nothing.
    public typealias TryTopics =
        @Sendable (_ from: Curriculum, _ to: Curriculum, _ since: Date, _ limit: Int) async throws ->
        TopicOutlook

    /// Takes all as it is.
    public init(
        finder: FeedFinder, width: Int, look: @escaping @Sendable (Feed.ID) async throws -> String,
        tryRule: @escaping TryRule, applyRule: @escaping ApplyRule, tryTopics: @escaping TryTopics,
        works: DeskWorks
    ) {
        self.finder = finder
        self.width = width
        self.look = look
        self.tryRule = tryRule
        self.applyRule = applyRule
        self.tryTopics = tryTopics
        self.works = works
    }
}

/// Where the world reaches the desk, and who stands in between.
public struct DeskDoor: Hashable, Sendable {
    /// The library's own address; nil where only this machine reaches it.
    public let base: WebAddress?
    /// Whether a web server before this one tells whence a request comes, in the last place of `X-Forwarded-For`.
    public let isBehindProxy: Bool

    /// Takes both as they are.
    public init(base: WebAddress? = nil, isBehindProxy: Bool = false) {
        self.base = base
        self.isBehindProxy = isBehindProxy
    }

    /// The path before every address of ours, as a web server before this one may take it away; it ends with a slash.
    var root: String {
        let path = base?.path ?? "/"
        return path.hasSuffix("/") ? path : path + "/"
    }
}
