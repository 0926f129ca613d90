// SPDX-License-Identifier: MIT

import Foundation

/// What must outlive the process: the tables, each under its own name.
public struct Store: Sendable {
    /// Feeds and how their fetching goes.
    public let feeds: FeedTable
    /// Hubs that tell us what is new in feeds.
    public let pushes: PushTable
    /// Items, their sources and their revisions.
    public let items: ItemTable
    /// What came of items' web pages.
    public let articles: ArticleTable
    /// Items that were joined or parted.
    public let merges: MergeTable
    /// What items' texts are about to the bit.
    public let fingerprints: FingerprintTable
    /// Topics suggested for items.
    public let tags: TagTable
    /// Curators' decisions.
    public let verdicts: VerdictTable
    /// Curators' decisions on single topics of items.
    public let tagVerdicts: TagVerdictTable
    /// Models that were trained on verdicts, and which of them is in use.
    public let models: ModelTable
    /// What curators' rules did to items.
    public let rules: RuleTable
    /// Curators' words on the licences of items.
    public let licences: LicenceTable
    /// Issues of newsletters.
    public let issues: IssueTable
    /// The times at which newsletters go out.
    public let slots: SlotTable
    /// What is said of issues after they went out.
    public let amendments: AmendmentTable
    /// Links that readers are given, and whether they work.
    public let links: LinkTable
    /// What curators look at, in their order.
    public let queue: QueueTable
    /// Who is at work on which item.
    public let claims: ClaimTable
    /// What is written and not yet decided.
    public let drafts: DraftTable
    /// What curators say to each other about items.
    public let comments: CommentTable
    /// Approvals that wait for a second person.
    public let proposals: ProposalTable
    /// Filters of the queue under names.
    public let savedFilters: SavedFilterTable
    /// What stages of runs did.
    public let runs: RunTable
    /// Whole runs, stage by stage.
    public let runRecords: RunRecordTable
    /// Who works at the desk.
    public let people: PeopleTable
    /// Who is signed in.
    public let sessions: SessionTable
    /// One-time links that let people in.
    public let invitations: InvitationTable
    /// Tries to sign in of the last minutes.
    public let signInTries: SignInTryTable
    /// What lets programs act for people.
    public let tokens: TokenTable
    /// What people changed in curated files.
    public let fileSteps: FileStepTable
    /// What people changed.
    public let audit: AuditTable
    /// Who gets which newsletter.
    public let subscribers: SubscriberTable
    /// Addresses to which nothing is mailed.
    public let suppressions: SuppressionTable
    /// What people said they have read.
    public let readItems: ReadItemTable
    /// What was asked for by forms in the last day.
    public let asks: AskTable
    /// Which mail went to whom.
    public let deliveries: DeliveryTable
    /// Mails to single people.
    public let letters: LetterTable
    /// Mails that did not reach their readers.
    public let bounces: BounceTable
    /// Who wants to join a set.
    public let signUps: SignUpTable
    /// Action learning sets, proposed and closed.
    public let sets: SetTable
    /// What sets bring, do and learn.
    public let setLife: SetLifeTable
    /// Who follows paths.
    public let readers: ReaderTable
    /// How far readers are on their paths.
    public let followings: FollowingTable
    /// What readers wrote, each for themselves.
    public let reflections: ReflectionTable
    /// Whether items were of use to readers.
    public let opinions: OpinionTable
    /// Readers who follow a path together.
    public let groups: GroupTable
    /// What readers suggest to read.
    public let suggestions: SuggestionTable
    /// Who is at work on the store.
    public let workers: WorkerTable
    /// How the store is looked after.
    public let upkeep: UpkeepTable

    let database: any Database

    /// Opens a library's store, making it where there is none, and brings its schema up to date.
    ///
    /// - Throws: `StorageError`; a database made by a newer Cairn is left alone.
    public static func open(at place: StorePlace) async throws(StorageError) -> Store {
        let store =
            switch place {
            case .file(let path): Store(database: try await SQLiteDatabase.open(path: path))
            case .postgres(let address): Store(database: try await PostgresDatabase.open(address))
            }
        try await Migrations.run(on: store.database)
        return store
    }

    /// Opens the store in a file of SQLite.
    ///
    /// - Throws: as ``open(at:)-(StorePlace)``.
    public static func open(at path: String) async throws(StorageError) -> Store {
        try await open(at: .file(path))
    }

    /// Opens a store to look into it; whatever is done with it, nothing is written.
    ///
    /// - Throws: `StorageError`; `newerSchema` and `notADatabase` as ``open(at:)``, `failed` when an older Cairn made it.
    /// - Returns: nil where there is no file yet, or no tables.
    public static func lookInto(_ place: StorePlace) async throws(StorageError) -> Store? {
        if case .file(let path) = place, !FileManager.default.fileExists(atPath: path) { return nil }
        let store =
            switch place {
            case .file(let path): Store(database: try SQLiteDatabase(looking: path))
            case .postgres(let address): Store(database: try await PostgresDatabase.open(address.looking))
            }
        if try await Migrations.check(store.database) { return store }
        if case .file(let path) = place { throw .notADatabase(path: path) }
        return nil
    }

    /// Opens an empty store that lives in memory only, for tests and previews.
    public static func inMemory() async throws(StorageError) -> Store {
        let store = Store(database: try SQLiteDatabase())
        try await Migrations.run(on: store.database)
        return store
    }

    init(database: any Database) {
        self.database = database
        feeds = FeedTable(database: database)
        pushes = PushTable(database: database)
        items = ItemTable(database: database)
        articles = ArticleTable(database: database)
        merges = MergeTable(database: database)
        fingerprints = FingerprintTable(database: database)
        tags = TagTable(database: database)
        verdicts = VerdictTable(database: database)
        tagVerdicts = TagVerdictTable(database: database)
        models = ModelTable(database: database)
        rules = RuleTable(database: database)
        licences = LicenceTable(database: database)
        issues = IssueTable(database: database)
        slots = SlotTable(database: database)
        amendments = AmendmentTable(database: database)
        links = LinkTable(database: database)
        queue = QueueTable(database: database)
        claims = ClaimTable(database: database)
        drafts = DraftTable(database: database)
        comments = CommentTable(database: database)
        proposals = ProposalTable(database: database)
        savedFilters = SavedFilterTable(database: database)
        runs = RunTable(database: database)
        runRecords = RunRecordTable(database: database)
        people = PeopleTable(database: database)
        sessions = SessionTable(database: database)
        invitations = InvitationTable(database: database)
        signInTries = SignInTryTable(database: database)
        tokens = TokenTable(database: database)
        fileSteps = FileStepTable(database: database)
        audit = AuditTable(database: database)
        subscribers = SubscriberTable(database: database)
        suppressions = SuppressionTable(database: database)
        readItems = ReadItemTable(database: database)
        asks = AskTable(database: database)
        deliveries = DeliveryTable(database: database)
        letters = LetterTable(database: database)
        bounces = BounceTable(database: database)
        signUps = SignUpTable(database: database)
        sets = SetTable(database: database)
        setLife = SetLifeTable(database: database)
        readers = ReaderTable(database: database)
        followings = FollowingTable(database: database)
        reflections = ReflectionTable(database: database)
        opinions = OpinionTable(database: database)
        groups = GroupTable(database: database)
        suggestions = SuggestionTable(database: database)
        workers = WorkerTable(database: database)
        upkeep = UpkeepTable(database: database)
    }
}
