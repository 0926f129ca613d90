// SPDX-License-Identifier: MIT

/// The step of the schema that keeps the key of each approved item, so that a build of the site need not look through the
/// texts of those that did not change.
///
/// `high` and `low` are the two halves of the key. Whatever a key is made from takes it away when it changes, by triggers, so
/// that it does not matter who changes it and how. Whoever makes keys from anything else empties the table in a step.
enum ItemKeyStep {
    static func statements(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE item_keys (
                item TEXT PRIMARY KEY NOT NULL REFERENCES items (id), high INTEGER NOT NULL, low INTEGER NOT NULL)
            """
        ] + watched.flatMap(dialect.forgetting)
    }

    /// What keys are made from; see ``ItemMarking``.
    private static let watched = [
        RowWatch("items", ["feed", "first_seen", "revision", "address", "content"], on: [.changed]) {
            "item = \($0).id"
        },
        RowWatch("verdicts", ["item", "content", "undone"]),
        RowWatch("links", ["item", "address", "content"]),
        RowWatch("item_sources", ["item", "feed", "first_seen", "address"]),
        RowWatch("item_licences", ["item", "content", "undone"]),
        RowWatch(
            "articles", ["item", "asked", "result", "reason", "text_key", "facts", "licences"]),
        RowWatch("feeds", ["title", "standing"], on: [.changed]) {
            "item IN (SELECT item FROM item_sources WHERE feed = \($0).id)"
        },
    ]
}

/// What happens to rows of a table so that the keys of some items hold no longer.
struct RowWatch: Sendable {
    let table: String
    /// The columns that count when a row is changed.
    let columns: [String]
    let events: [Event]
    /// Which rows of `item_keys` go, as a condition that names the changed row as it is told.
    let keys: @Sendable (_ row: String) -> String

    /// What happens to a row.
    enum Event: String, Sendable {
        case added, changed, removed
    }

    init(
        _ table: String, _ columns: [String], on events: [Event] = [.added, .changed, .removed],
        keys: @escaping @Sendable (_ row: String) -> String = { "item = \($0).item" }
    ) {
        self.table = table
        self.columns = columns
        self.events = events
        self.keys = keys
    }

    /// The name of a trigger.
    func name(_ event: Event) -> String { "\(table)_\(event.rawValue)_unkeys" }

    /// Whether a changed row has other values in a column that counts, by the engine's own word for it.
    func isOther(_ differs: String) -> String {
        columns.map { "OLD.\($0) \(differs) NEW.\($0)" }.joined(separator: " OR ")
    }

    /// What takes the keys away.
    func forgetting(_ row: String) -> String { "DELETE FROM item_keys WHERE \(keys(row))" }
}

extension RowWatch {
    /// The triggers of SQLite.
    var sqliteTriggers: [SQL] {
        events.map { event in
            let name = name(event)
            switch event {
            case .added:
                return """
                    CREATE TRIGGER \(raw: name) AFTER INSERT ON \(raw: table) BEGIN \(raw: forgetting("NEW")); END
                    """
            case .removed:
                return """
                    CREATE TRIGGER \(raw: name) AFTER DELETE ON \(raw: table) BEGIN \(raw: forgetting("OLD")); END
                    """
            case .changed:
                return """
                    CREATE TRIGGER \(raw: name) AFTER UPDATE OF \(raw: columns.joined(separator: ", ")) ON \(raw: table)
                    WHEN \(raw: isOther("IS NOT"))
                    BEGIN \(raw: forgetting("OLD")); \(raw: forgetting("NEW")); END
                    """
            }
        }
    }

    /// The triggers of PostgreSQL, which call one function for all that happens to a table.
    var postgresTriggers: [SQL] {
        let function: SQL = """
            CREATE FUNCTION \(raw: table)_unkeys() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN IF TG_OP <> ''INSERT'' THEN \(raw: forgetting("OLD")); END IF;
                IF TG_OP <> ''DELETE'' THEN \(raw: forgetting("NEW")); END IF; RETURN NULL; END'
            """
        return [function]
            + events.map { event in
                let (name, call) = (name(event), "FOR EACH ROW EXECUTE FUNCTION \(table)_unkeys()")
                switch event {
                case .added:
                    return "CREATE TRIGGER \(raw: name) AFTER INSERT ON \(raw: table) \(raw: call)"
                case .removed:
                    return "CREATE TRIGGER \(raw: name) AFTER DELETE ON \(raw: table) \(raw: call)"
                case .changed:
                    return """
                        CREATE TRIGGER \(raw: name) AFTER UPDATE OF \(raw: columns.joined(separator: ", "))
                        ON \(raw: table) FOR EACH ROW WHEN (\(raw: isOther("IS DISTINCT FROM")))
                        EXECUTE FUNCTION \(raw: table)_unkeys()
                        """
                }
            }
    }
}
