// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Reads places of the queue for one filter, within one transaction.
///
/// Each filter that is set is a group of facets, of which a row needs one. The smallest group leads: for each of its facets and
/// each state some rows are read from an index that has the wanted order, and those lists are put together. The other
/// groups, dates and confidence are looked at row by row, so they only cost where they leave next to nothing; a narrow span of
/// dates leads itself.
struct QueueQuery {
    private let session: any Session
    private let dialect: Dialect
    private let filter: QueueFilter
    private let order: Order
    private let groups: [[Int]]
    private let words: SearchWords?

    /// Rows up to which a list is sorted rather than read in order.
    private static let fewRows = 10_000
    /// Texts among which a common word is looked for, newest first.
    private static let wordLimit = 5_000
    /// Texts up to which all are scored.
    private static let scoredLimit = 1_000
    /// Texts from which on the last word is looked for only as it stands: the start of a word is in many, and to find the
    /// newest of them is to put all their lists together.
    private static let enoughMatches = 100

    /// - Returns: nil when the filter names something that no item has.
    init?(_ filter: QueueFilter, session: any Session, dialect: Dialect) throws {
        self.session = session
        self.dialect = dialect
        self.filter = filter
        words = try SearchWords(filter.words).map { words in
            guard words.isOpen else { return words }
            let enough = QueueQuery.enoughMatches
            let whole = dialect.words.finding(words.whole, enough, false)
            let count = try session.number("SELECT COUNT(*) FROM (\(whole)) AS counted")
            return count < enough ? words : words.whole
        }
        order = Order(filter.order, hasWords: words != nil)
        let wanted: [(kind: String, values: [String])] = [
            ("topic", filter.topics.map(\.rawValue)), ("source", [filter.source?.rawValue].compactMap { $0 }),
            ("audience", [filter.audience?.rawValue].compactMap { $0 }),
            ("stage", [filter.stage?.rawValue].compactMap { $0 }),
            ("format", [filter.format].compactMap { $0 }), ("licence", [filter.licence].compactMap { $0 }),
            ("half-approved", filter.isHalfApproved ? ["yes"] : []),
        ]
        groups = try wanted.filter { !$0.values.isEmpty }.map { wanted in
            try session.rows(
                "SELECT number FROM facets WHERE kind = \(wanted.kind) AND value IN \(list: wanted.values)"
            ).map { try $0.integer(0) }
        }
        if groups.contains(where: \.isEmpty) { return nil }
    }

    /// Places in order, each once.
    func places(after cursor: QueueCursor?, limit: Int) throws -> [QueueCursor] {
        let found = try lists(after: cursor, limit: limit).flatMap { $0 }
        // Matches come as one list, in their own order.
        if words != nil { return found }
        var seen: Set<Int> = []
        let each = found.filter { seen.insert($0.number).inserted }
        return Array(each.sorted(by: order.isBefore).prefix(limit))
    }

    /// How many places there are, counted to a limit.
    func count(upTo limit: Int) throws -> Int {
        var seen: Set<Int> = []
        for list in try lists(after: nil, limit: limit) { seen.formUnion(list.map(\.number)) }
        return min(seen.count, limit)
    }

    /// Where an item stands in this order; nil when it is not in the queue, or no order of its own is kept.
    func place(of item: Item.ID) throws -> QueueCursor? {
        guard let column = order.column else { return nil }
        return try session.first("SELECT \(raw: column), number FROM queue WHERE item = \(item)")
            .map(QueueCursor.init)
    }
}

private extension QueueQuery {
    /// Rows from which places are read.
    enum Lead {
        case all
        case facet(Int)
    }

    var states: [ItemState] { filter.states.isEmpty ? ItemState.allCases : filter.states }

    func lists(after cursor: QueueCursor?, limit: Int) throws -> [[QueueCursor]] {
        if let words { return [try matches(words, after: cursor, limit: limit)] }
        let leading = try leadingGroup()
        let others = groups.indices.filter { $0 != leading }.map { groups[$0] }
        let leads = leading.map { groups[$0].map { Lead.facet($0) } } ?? [.all]
        return try leads.flatMap { lead in
            try states.map { try list(lead, $0, others: others, after: cursor, limit: limit) }
        }
    }

    /// The group that the fewest rows have.
    func leadingGroup() throws -> Int? {
        guard groups.count > 1 else { return groups.indices.first }
        let sizes = try groups.map { group in
            try group.flatMap { facet in
                try states.map { try size(.facet(facet), $0, span: "") }
            }.reduce(0, +)
        }
        return sizes.indices.min { sizes[$0] < sizes[$1] }
    }

    /// How many rows there are, counted until they are not few.
    func size(_ lead: Lead, _ state: ItemState, span: SQL) throws -> Int {
        try session.number(
            """
            SELECT COUNT(*) FROM (
                SELECT 1 FROM \(source(lead, state)) \(span) LIMIT \(QueueQuery.fewRows + 1)) AS counted
            """)
    }

    func source(_ lead: Lead, _ state: ItemState) -> SQL {
        switch lead {
        case .all: "queue AS place WHERE place.state = \(state.rawValue)"
        case .facet(let facet):
            "queue_facets AS place WHERE place.facet = \(facet) AND place.state = \(state.rawValue)"
        }
    }

    func list(
        _ lead: Lead, _ state: ItemState, others: [[Int]], after cursor: QueueCursor?, limit: Int
    ) throws -> [QueueCursor] {
        let column = order.column ?? "date"
        var conditions: SQL = ""
        // A span that leaves few rows is read as a whole and sorted; else rows are read in order, and the span is only
        // looked at. An expression instead of the bare column keeps an index out of it.
        var sorting: SQL = "place.\(raw: column)"
        let isNarrow =
            try order.column != "date" && hasDates
            && size(lead, state, span: dates(bare: true)) <= QueueQuery.fewRows
        conditions = "\(conditions) \(dates(bare: isNarrow || column == "date"))"
        if isNarrow { sorting = "place.\(raw: column) + 0" }
        conditions = "\(conditions) \(confidences(bare: column == "confidence"))"
        if let cursor {
            conditions =
                "\(conditions) AND (\(sorting), place.number) \(raw: order.beyond) (\(cursor.value), \(cursor.number))"
        }
        for group in others {
            conditions = """
                \(conditions) AND EXISTS (SELECT 1 FROM queue_facets AS other WHERE other.number = place.number
                    AND other.facet IN \(list: group))
                """
        }
        return try session.rows(
            """
            SELECT place.\(raw: column), place.number FROM \(source(lead, state)) \(conditions)
            ORDER BY \(sorting) \(raw: order.direction), place.number \(raw: order.direction) LIMIT \(limit)
            """
        ).map(QueueCursor.init)
    }

    var hasDates: Bool { filter.from != nil || filter.until != nil }

    func dates(bare: Bool) -> SQL {
        let column: SQL = bare ? "place.date" : "(place.date || '')"
        var span: SQL = ""
        if let from = filter.from { span = "\(span) AND \(column) >= \(from)" }
        if let until = filter.until { span = "\(span) AND \(column) < \(until)" }
        return span
    }

    func confidences(bare: Bool) -> SQL {
        let column: SQL = bare ? "place.confidence" : "(place.confidence + 0)"
        var span: SQL = ""
        if let from = filter.fromConfidence { span = "\(span) AND \(column) >= \(from)" }
        if let below = filter.belowConfidence { span = "\(span) AND \(column) < \(below)" }
        return span
    }

    /// Places of items with all words.
    func matches(_ words: SearchWords, after cursor: QueueCursor?, limit: Int) throws -> [QueueCursor] {
        let few = QueueQuery.scoredLimit
        let count = try session.number(
            "SELECT COUNT(*) FROM (\(dialect.words.finding(words, few + 1, false))) AS counted")
        let isRanked = order.column == nil && count <= few
        let hits = dialect.words.finding(words, isRanked ? few : QueueQuery.wordLimit, isRanked)
        let column = order.column.map { "place." + $0 } ?? "hits.score"
        var conditions: SQL = "\(dates(bare: false)) \(confidences(bare: false))"
        if let cursor {
            conditions = """
                \(conditions) AND (\(raw: column), place.number) \(raw: isRanked || order.column != nil ? order.beyond : "<")
                    (\(cursor.value), \(cursor.number))
                """
        }
        for group in groups {
            conditions = """
                \(conditions) AND EXISTS (SELECT 1 FROM queue_facets AS other WHERE other.number = place.number
                    AND other.facet IN \(list: group))
                """
        }
        let direction = order.column == nil && !isRanked ? "DESC" : order.direction
        return try session.rows(
            """
            SELECT \(raw: column), place.number FROM (\(hits)) AS hits JOIN queue AS place ON place.number = hits.number
            WHERE place.state IN \(list: states.map(\.rawValue)) \(conditions)
            ORDER BY \(raw: column) \(raw: order.direction), place.number \(raw: direction) LIMIT \(limit)
            """
        ).map(QueueCursor.init)
    }
}

/// An order of the queue as SQL has it.
private struct Order {
    /// What is sorted by; nil for how well words fit.
    let column: String?
    let isRising: Bool

    init(_ order: QueueFilter.Order, hasWords: Bool) {
        switch order {
        case .usefulness: (column, isRising) = ("usefulness", false)
        case .newest: (column, isRising) = ("date", false)
        case .oldest: (column, isRising) = ("date", true)
        case .confidence: (column, isRising) = ("confidence", false)
        case .match: (column, isRising) = (hasWords ? nil : "usefulness", hasWords)
        }
    }

    var direction: String { isRising ? "ASC" : "DESC" }
    /// What compares a row with the last one that was shown.
    var beyond: String { isRising ? ">" : "<" }

    func isBefore(_ left: QueueCursor, _ right: QueueCursor) -> Bool {
        if left.value == right.value {
            return isRising ? left.number < right.number : left.number > right.number
        }
        return left.value.isLess(than: right.value) == isRising
    }
}

private extension SQLValue {
    func isLess(than other: SQLValue) -> Bool {
        switch (self, other) {
        case (.text(let left), .text(let right)): left < right
        case (.real(let left), .real(let right)): left < right
        default: false
        }
    }
}

extension QueueCursor {
    /// Reads the sorted column and the number.
    init(_ row: Row) throws {
        let value = row.optionalText(0).map { SQLValue.text($0) }
        self.init(value: try value ?? .real(row.real(0)), number: try row.integer(1))
    }
}
