// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// What somebody looks at in the queue, as it stands in an address: `q=risk&topic=open-data&state=held`.
struct QueueLook: Hashable, Sendable {
    var words = ""
    var topics: [String] = []
    var strand = ""
    var source = ""
    var audience = ""
    var stage = ""
    var format = ""
    var licence = ""
    /// A state's name, `half` for what waits for a second person, `any`; empty for what waits.
    var state = ""
    /// Days, as `2026-11-02`.
    var from = ""
    var until = ""
    /// Percent; empty for any.
    var sure = ""
    var unsure = ""
    var order = ""
    /// The pack, path or issue that is being put together meanwhile, as `packs/board-essentials`; empty for none.
    var hand = ""

    /// What waits, the most useful first.
    init() {}

    /// Reads an address or a form; what makes no sense is left out.
    init(_ fields: FormFields) {
        func text(_ name: String) -> String { String(fields.trimmed(name).prefix(200)) }
        words = text("q")
        topics = fields.all("topic").filter { !$0.isEmpty }.prefix(60).map { String($0.prefix(80)) }
        strand = text("strand")
        source = text("source")
        audience = text("audience")
        stage = text("stage")
        format = text("format")
        licence = text("licence")
        state = text("state")
        from = QueueLook.day(text("from")) == nil ? "" : text("from")
        until = QueueLook.day(text("until")) == nil ? "" : text("until")
        sure = Int(text("sure")).map { (0...100).contains($0) } == true ? text("sure") : ""
        unsure = Int(text("unsure")).map { (0...100).contains($0) } == true ? text("unsure") : ""
        order = QueueFilter.Order(rawValue: text("order")) == nil ? "" : text("order")
        hand = text("hand")
    }

    /// Reads what ``query`` wrote.
    init(query: String) { self.init(FormFields(encoded: query) ?? FormFields()) }

    /// Shows a filter that was saved.
    init(_ filter: QueueFilter) {
        words = filter.words
        topics = filter.topics.map { $0 == QueueFilter.unsorted ? QueueLook.unsorted : $0.rawValue }
        source = filter.source?.rawValue ?? ""
        audience = filter.audience?.rawValue ?? ""
        stage = filter.stage?.rawValue ?? ""
        format = filter.format ?? ""
        licence = filter.licence ?? ""
        state = filter.states.isEmpty ? "any" : filter.states == [.waiting] ? "" : filter.states[0].rawValue
        if filter.isHalfApproved { state = "half" }
        from = filter.from.map(QueueLook.text) ?? ""
        until = filter.until.map { QueueLook.text($0.addingTimeInterval(-86_400)) } ?? ""
        sure = filter.fromConfidence.map { String(Int(($0 * 100).rounded())) } ?? ""
        unsure = filter.belowConfidence.map { String(Int(($0 * 100).rounded())) } ?? ""
        order = filter.order == .usefulness ? "" : filter.order.rawValue
    }

    /// Stands for no topic at all.
    static let unsorted = "unsorted"

    /// As it stands in an address, without the question mark; only what differs from what waits.
    var query: String {
        let pairs: [(String, String)] =
            [("q", words)] + topics.map { ("topic", $0) }
            + [
                ("strand", strand), ("source", source), ("audience", audience), ("stage", stage),
                ("format", format), ("licence", licence), ("state", state), ("from", from), ("until", until),
                ("sure", sure), ("unsure", unsure), ("order", order), ("hand", hand),
            ]
        return pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(QueueLook.escaped($0.1))" }
            .joined(separator: "&")
    }

    /// The address of a page of the desk that keeps this look.
    func path(_ page: String, and extra: String = "") -> String {
        let query = [query, extra].filter { !$0.isEmpty }.joined(separator: "&")
        return query.isEmpty ? page : page + "?" + query
    }

    /// What the store is asked.
    func filter(_ curriculum: Curriculum?) -> QueueFilter {
        var filter = QueueFilter()
        filter.words = words
        filter.topics = topics.map { $0 == QueueLook.unsorted ? QueueFilter.unsorted : Topic.ID($0) }
        if topics.isEmpty, !strand.isEmpty {
            filter.topics = curriculum?.topics(in: Curriculum.Strand.ID(strand)).map(\.id) ?? []
        }
        if !source.isEmpty { filter.source = Feed.ID(source) }
        if !audience.isEmpty { filter.audience = Curriculum.Facet.ID(audience) }
        if !stage.isEmpty { filter.stage = Curriculum.Facet.ID(stage) }
        if !format.isEmpty { filter.format = format }
        if !licence.isEmpty { filter.licence = licence }
        filter.isHalfApproved = state == "half"
        if state == "any" || state == "half" { filter.states = [] }
        if let state = ItemState(rawValue: state) { filter.states = [state] }
        filter.from = QueueLook.day(from)
        filter.until = QueueLook.day(until)?.addingTimeInterval(86_400)
        filter.fromConfidence = Double(sure).map { $0 / 100 }
        filter.belowConfidence = Double(unsure).map { $0 / 100 }
        filter.order = QueueFilter.Order(rawValue: order) ?? (words.isEmpty ? .usefulness : .match)
        return filter
    }

    private static func day(_ text: String) -> Date? {
        guard text.count == 10 else { return nil }
        return try? Date(text + "T00:00:00Z", strategy: .iso8601)
    }

    private static func text(_ day: Date) -> String { String(day.formatted(.iso8601).prefix(10)) }

    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "~")
            return isPlain
                ? String(UnicodeScalar(byte))
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
