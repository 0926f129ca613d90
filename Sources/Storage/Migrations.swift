// SPDX-License-Identifier: MIT

/// The schema as numbered steps.
///
/// A released step is never edited; a change is a new step.
enum Migrations {
    /// The number of the newest step.
    static var newest: Int { steps.count }

    /// Brings a database to the newest step, one transaction each.
    ///
    /// - Parameter last: the step to stop at, for tests of the steps after it.
    ///
    /// **Errors**: `newerSchema` when the database is ahead of this program; a failed step leaves the one before it.
    static func run(on database: any Database, upTo last: Int = newest) async throws(StorageError) {
        try await database.alone { () async throws(StorageError) in try await steps(on: database, upTo: last)
        }
    }

    private static func steps(on database: any Database, upTo last: Int) async throws(StorageError) {
        let dialect = database.dialect
        try await database.write { session in
            try session.run(
                dialect.inOwnTypes(
                    "CREATE TABLE IF NOT EXISTS schema_steps (number INTEGER PRIMARY KEY NOT NULL)"))
        }
        let done = try await database.read {
            try $0.number("SELECT COALESCE(MAX(number), 0) FROM schema_steps")
        }
        guard done <= newest else { throw .newerSchema(found: done, known: newest) }
        for number in done..<max(done, last) {
            try await database.write { session in
                // Two programs may start at once: the second finds the step done.
                guard
                    try session.number("SELECT COUNT(*) FROM schema_steps WHERE number = \(number + 1)") == 0
                else { return }
                for statement in dialect.beforeStep { try session.run(statement) }
                for statement in steps[number].statements(dialect) {
                    try session.run(dialect.inOwnTypes(statement))
                }
                try steps[number].work?(session)
                try session.run("INSERT INTO schema_steps (number) VALUES (\(number + 1))")
            }
        }
    }

    /// Says whether a database is at the newest step, changing nothing.
    ///
    /// - Returns: false where there are no tables at all.
    static func check(_ database: any Database) async throws(StorageError) -> Bool {
        let count = database.dialect.stepsTableCount
        let found = try await database.read { session -> Int? in
            let tables = try session.number(count)
            return tables == 0 ? nil : try session.number("SELECT COALESCE(MAX(number), 0) FROM schema_steps")
        }
        guard let done = found else { return false }
        guard done <= newest else { throw .newerSchema(found: done, known: newest) }
        guard done == newest else {
            throw .failed(
                reason: "its schema is older (\(done) of \(newest)); the next run brings it up to date")
        }
        return true
    }

    private static let steps = [
        MigrationStep(first), MigrationStep(second), MigrationStep(pushed), MigrationStep(counted),
        MigrationStep(ring), MigrationStep(licensed),
        MigrationStep(SeenBeforeStep.statements, then: SeenBeforeStep.fill), MigrationStep(pages),
        MigrationStep(links),
        MigrationStep(hubs),
        MigrationStep(in: QueueStep.statements, then: QueueStep.fill), MigrationStep(TogetherStep.statements),
        MigrationStep(in: PeopleStep.statements),
        MigrationStep(TagVerdictStep.statements, then: TagVerdictStep.fill),
        MigrationStep(ModelStep.statements),
        MigrationStep(RuleSchemaStep.statements),
        MigrationStep(LeftConcernsStep.statements),
        MigrationStep(AuditStep.statements),
        MigrationStep(AmendmentStep.statements),
        MigrationStep(FileStepsStep.statements),
        MigrationStep(SubscriberStep.statements, then: SubscriberStep.makeKey),
        MigrationStep(SlotStep.statements),
        MigrationStep(RunRecordStep.statements),
        MigrationStep(DeliveryStep.statements),
        MigrationStep(SetStep.statements),
        MigrationStep(SetLifeStep.statements),
        MigrationStep(ReaderStep.statements),
        MigrationStep(SignUpAskStep.statements),
        MigrationStep(GroupStep.statements),
        MigrationStep(SuggestionStep.statements),
        MigrationStep(WorkerStep.statements),
        MigrationStep(UpkeepStep.statements),
        MigrationStep(in: FreshTextStep.statements),
        MigrationStep(ListedStep.statements),
        MigrationStep(in: ItemKeyStep.statements),
    ]

    private static let first: [SQL] = [
        """
        CREATE TABLE feeds (
            id TEXT PRIMARY KEY NOT NULL, address TEXT NOT NULL UNIQUE, title TEXT NOT NULL, site TEXT,
            standing TEXT NOT NULL, subscribed INTEGER NOT NULL CHECK (subscribed IN (0, 1)), paused TEXT,
            etag TEXT, last_modified TEXT, last_tried TEXT, last_result TEXT, last_reason TEXT, last_changed TEXT,
            next_due TEXT, failures INTEGER NOT NULL DEFAULT 0)
        """,
        """
        CREATE TABLE fetches (
            id TEXT PRIMARY KEY NOT NULL, feed TEXT NOT NULL REFERENCES feeds (id), time TEXT NOT NULL,
            result TEXT NOT NULL, reason TEXT NOT NULL, bytes INTEGER NOT NULL, new INTEGER NOT NULL,
            changed INTEGER NOT NULL)
        """,
        "CREATE INDEX fetches_by_feed ON fetches (feed, time)",
        """
        CREATE TABLE items (
            id TEXT PRIMARY KEY NOT NULL, feed TEXT NOT NULL REFERENCES feeds (id), title TEXT NOT NULL,
            address TEXT, canonical TEXT, content TEXT NOT NULL, content_key TEXT NOT NULL, date TEXT NOT NULL,
            first_seen TEXT NOT NULL, revision INTEGER NOT NULL CHECK (revision >= 1), tagged_by TEXT,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected', 'held')))
        """,
        "CREATE INDEX items_by_date ON items (date DESC, id)",
        "CREATE INDEX items_by_canonical ON items (canonical)",
        "CREATE INDEX items_by_state ON items (state, date DESC, id)",
        "CREATE INDEX items_by_model ON items (tagged_by)",
        """
        CREATE TABLE item_sources (
            feed TEXT NOT NULL REFERENCES feeds (id), source_key TEXT NOT NULL,
            item TEXT NOT NULL REFERENCES items (id), address TEXT, first_seen TEXT NOT NULL,
            last_seen TEXT NOT NULL, PRIMARY KEY (feed, source_key))
        """,
        "CREATE INDEX item_sources_by_item ON item_sources (item)",
        """
        CREATE TABLE item_revisions (
            item TEXT NOT NULL REFERENCES items (id), revision INTEGER NOT NULL, title TEXT NOT NULL,
            content TEXT NOT NULL, replaced TEXT NOT NULL, PRIMARY KEY (item, revision))
        """,
        """
        CREATE TABLE tags (
            item TEXT NOT NULL REFERENCES items (id), topic TEXT NOT NULL, author TEXT NOT NULL,
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), evidence TEXT NOT NULL,
            model TEXT NOT NULL, PRIMARY KEY (item, topic, author))
        """,
        "CREATE INDEX tags_by_topic ON tags (topic, item)",
        """
        CREATE TABLE verdicts (
            number INTEGER PRIMARY KEY NOT NULL, action INTEGER NOT NULL, item TEXT NOT NULL REFERENCES items (id),
            decision TEXT NOT NULL CHECK (decision IN ('approve', 'reject', 'hold')), content TEXT NOT NULL,
            decided TEXT NOT NULL, undone TEXT)
        """,
        "CREATE INDEX verdicts_by_item ON verdicts (item, number)",
        "CREATE INDEX verdicts_by_action ON verdicts (action)",
        """
        CREATE TABLE issues (
            newsletter TEXT NOT NULL, number INTEGER NOT NULL CHECK (number >= 1),
            state TEXT NOT NULL CHECK (state IN ('draft', 'approved')), content TEXT NOT NULL, drafted TEXT NOT NULL,
            approved TEXT, PRIMARY KEY (newsletter, number))
        """,
        """
        CREATE TABLE issue_items (
            newsletter TEXT NOT NULL, number INTEGER NOT NULL, item TEXT NOT NULL REFERENCES items (id),
            PRIMARY KEY (newsletter, number, item),
            FOREIGN KEY (newsletter, number) REFERENCES issues (newsletter, number))
        """,
        "CREATE INDEX issue_items_by_item ON issue_items (item)",
        """
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, started TEXT NOT NULL, finished TEXT NOT NULL,
            report TEXT NOT NULL)
        """,
    ]

    /// What a feed has earned, where it has moved, and whom to leave alone.
    private static let second: [SQL] = [
        "ALTER TABLE feeds ADD COLUMN interval_minutes INTEGER NOT NULL DEFAULT 360",
        "ALTER TABLE feeds ADD COLUMN next_why TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE feeds ADD COLUMN validators_since TEXT",
        "ALTER TABLE feeds ADD COLUMN failing_since TEXT",
        "ALTER TABLE feeds ADD COLUMN moved_to TEXT",
        "ALTER TABLE feeds ADD COLUMN moved_since TEXT",
        "ALTER TABLE feeds ADD COLUMN moved_seen INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE feeds ADD COLUMN adopted TEXT",
        "ALTER TABLE feeds ADD COLUMN unwanted TEXT",
        "CREATE TABLE host_waits (host TEXT PRIMARY KEY NOT NULL, until TEXT NOT NULL, reason TEXT NOT NULL)",
        """
        CREATE TABLE older_items (
            feed TEXT NOT NULL REFERENCES feeds (id), source_key TEXT NOT NULL, PRIMARY KEY (feed, source_key))
        """,
    ]

    /// How a feed wants to be asked, and who tells us when it has something new.
    private static let pushed: [SQL] = [
        "ALTER TABLE feeds ADD COLUMN terms TEXT NOT NULL DEFAULT '{}'"
    ]

    /// A feed's items are counted wherever feeds are listed.
    private static let counted: [SQL] = ["CREATE INDEX items_by_feed ON items (feed, state, date)"]

    /// The last tries of a feed stand in a ring, so that a library does not grow by being asked.
    private static let ring: [SQL] = [
        "ALTER TABLE feeds ADD COLUMN tries INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE fetches RENAME TO fetches_before",
        """
        UPDATE feeds SET tries = (SELECT COUNT(*) FROM fetches_before WHERE fetches_before.feed = feeds.id)
        """,
        """
        CREATE TABLE fetches (
            feed TEXT NOT NULL REFERENCES feeds (id), place INTEGER NOT NULL, number INTEGER NOT NULL,
            time TEXT NOT NULL, result TEXT NOT NULL, reason TEXT NOT NULL, bytes INTEGER NOT NULL,
            new INTEGER NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (feed, place))
        """,
        """
        INSERT INTO fetches (feed, place, number, time, result, reason, bytes, new, changed)
        SELECT feed, number % 100, number, time, result, reason, bytes, new, changed
        FROM (
            SELECT fetches_before.*, ROW_NUMBER() OVER (PARTITION BY feed ORDER BY time, id) AS number
            FROM fetches_before) AS numbered
        WHERE number > (SELECT tries FROM feeds WHERE feeds.id = numbered.feed) - 100
        """,
        "DROP TABLE fetches_before",
    ]

    /// What curators say of items' licences, and by what a licence that changed at its source is noticed.
    private static let licensed: [SQL] = [
        """
        CREATE TABLE item_licences (
            number INTEGER PRIMARY KEY NOT NULL, item TEXT NOT NULL REFERENCES items (id), content TEXT NOT NULL,
            decided TEXT NOT NULL, undone TEXT)
        """,
        "CREATE INDEX item_licences_by_item ON item_licences (item, number)",
        "ALTER TABLE items ADD COLUMN licence_key TEXT",
    ]

    /// What came of items' web pages.
    private static let pages: [SQL] = [
        // `words` are those of the feed's text, `revision` that of the item when it was last judged by them.
        """
        CREATE TABLE articles (
            item TEXT PRIMARY KEY NOT NULL REFERENCES items (id), revision INTEGER NOT NULL, words INTEGER NOT NULL,
            asked TEXT, time TEXT NOT NULL, result TEXT NOT NULL, reason TEXT NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0, due TEXT,
            address TEXT, canonical TEXT, facts TEXT, html TEXT, text TEXT NOT NULL DEFAULT '',
            text_key TEXT NOT NULL DEFAULT '', licences TEXT,
            paywalled INTEGER NOT NULL DEFAULT 0 CHECK (paywalled IN (0, 1)))
        """,
        "CREATE INDEX articles_by_due ON articles (due)",
    ]

    /// What came of checking the links that readers are given.
    private static let links: [SQL] = [
        """
        CREATE TABLE links (
            item TEXT PRIMARY KEY NOT NULL REFERENCES items (id), address TEXT NOT NULL, content TEXT NOT NULL,
            due TEXT NOT NULL)
        """
    ]

    /// Hubs that tell us what is new in a feed; one a feed, beside those that are being left.
    private static let hubs: [SQL] = [
        """
        CREATE TABLE pushes (
            push_key TEXT PRIMARY KEY NOT NULL, feed TEXT NOT NULL REFERENCES feeds (id), hub TEXT NOT NULL,
            topic TEXT NOT NULL, callback TEXT NOT NULL, secret TEXT,
            push_state TEXT NOT NULL CHECK (push_state IN ('asked', 'live', 'refused', 'leaving')),
            next_ask TEXT NOT NULL, attempts INTEGER NOT NULL, ends TEXT, heard TEXT,
            push_reason TEXT NOT NULL)
        """,
        "CREATE UNIQUE INDEX pushes_by_feed ON pushes (feed) WHERE push_state <> 'leaving'",
    ]
}

/// One step of the schema.
struct MigrationStep: Sendable {
    /// What changes the tables, as an engine has it.
    let statements: @Sendable (Dialect) -> [SQL]
    /// What brings the rows that are there up to date, where statements cannot.
    let work: (@Sendable (any Session) throws -> Void)?

    init(_ statements: [SQL], then work: (@Sendable (any Session) throws -> Void)? = nil) {
        self.init(in: { _ in statements }, then: work)
    }

    /// A step whose statements differ from engine to engine.
    init(
        in statements: @escaping @Sendable (Dialect) -> [SQL],
        then work: (@Sendable (any Session) throws -> Void)? = nil
    ) {
        self.statements = statements
        self.work = work
    }
}
