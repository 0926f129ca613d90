// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup

/// Makes words of text elements, whatever way they carry them.
enum Words {
    /// A headline: plain text on one line.
    static func title(_ field: FeedField?) -> String {
        guard let field else { return "" }
        if !field.hasAttributes, !field.isMarkup, case let text = field.text, PlainText.isPlainLine(text) {
            return text
        }
        let words = content(field)
        let line = PlainText.folded(words.plain)
        guard words.isHTML, let mended = TextMending.unescaped(line) else { return line }
        return PlainText.folded(mended)
    }

    /// Plain text.
    static func plain(_ field: FeedField?) -> String { field.map { content($0).plain } ?? "" }

    /// The words of a field as they came.
    static func content(_ field: FeedField) -> ParsedWords {
        let kind = ContentKind(field)
        let raw = kind.wasEscapedTwice ? unescaped(field.text) : kind.isEncoded ? decoded(field) : field.text
        return ParsedWords(raw: raw, isHTML: kind.isHTML(raw))
    }

    /// The richest of several contents of one entry: HTML before plain text, else the first.
    static func best(_ fields: FieldList, _ order: [FeedElement]) -> FeedField? {
        for kind in order {
            if let only = fields.only(kind), only.hasText, isText(only) { return only }
            let readable = fields.all(kind).filter { $0.hasText && isText($0) }
            guard let first = readable.first else { continue }
            return readable.first { $0.isMarkup || $0[.type]?.contains("html") == true } ?? first
        }
        return nil
    }
}

private extension Words {
    static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    /// Atom 0.3 could carry content in base 64.
    static func decoded(_ field: FeedField) -> String {
        let text = field.text
        guard let data = Data(base64Encoded: text.filter { !$0.isWhitespace }) else { return text }
        return String(decoding: data, as: UTF8.self)
    }

    static func isText(_ field: FeedField) -> Bool {
        guard field.element == .content, let type = field[.type]?.lowercased() else { return true }
        return !type.hasPrefix("image/") && !type.hasPrefix("audio/") && !type.hasPrefix("video/")
    }
}

/// What a text element says about its content, and what it means by that.
private struct ContentKind {
    private let field: FeedField
    private let type: String?
    private let mode: String?

    init(_ field: FeedField) {
        self.field = field
        self.type = field.hasAttributes ? field[.type]?.lowercased() : nil
        self.mode = field.hasAttributes ? field[.mode]?.lowercased() : nil
    }

    /// `type="html"` promises escaped HTML; one that is wrapped in a real `<div>` was meant as such all the same.
    var wasEscapedTwice: Bool {
        guard type == "html", field.isMarkup, field.isAtom else { return false }
        return field.text.contains(/&lt;\/?[a-z]/.ignoresCase())
    }

    /// Whether it is in base 64.
    var isEncoded: Bool { mode == "base64" || type == "application/octet-stream" && field.isAtom }

    /// Whether a text is HTML: by Atom's type where there is one, by its looks everywhere else.
    func isHTML(_ raw: String) -> Bool {
        if field.isMarkup { return true }
        guard field.isAtom else { return PlainText.looksLikeHTML(raw) }
        switch type {
        case nil where mode == nil && field.element != .content: return false
        case nil where mode == "base64": return false
        case "application/octet-stream": return [.content, .summary].contains(field.element)
        case "text", "text/plain": return mode == "escaped" && PlainText.looksLikeHTML(raw)
        case "xhtml", "application/xhtml+xml": return false
        default: return PlainText.looksLikeHTML(raw)
        }
    }
}

/// Reads tags and languages.
enum Labels {
    /// The labels of a feed or an entry, each once, in the document's order.
    static func tags(of fields: FieldList) -> [String] {
        guard fields.has(tagKinds) else { return [] }
        var tags: [String] = []
        tags.reserveCapacity(4)
        for field in fields.all(tagKinds) {
            switch field.element {
            case .category, .subject, .mediaCategory: addCategory(field, to: &tags)
            case .itunesCategory: tags.append(contentsOf: nested(field))
            case .keywords, .tags:
                tags.append(contentsOf: field.text.split(separator: ",").map { PlainText.folded(String($0)) })
            default: break
            }
        }
        if tags.count < 8 { return distinct(tags) }
        var seen: Set<String> = []
        return tags.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    private static let tagKinds: ElementSet = [
        .category, .subject, .mediaCategory, .itunesCategory, .keywords, .tags,
    ]

    /// A language tag as BCP 47 writes it, nil for what is none.
    static func language(_ raw: String?) -> String? {
        guard var raw = raw?.trimmedWhitespace, !raw.isEmpty else { return nil }
        if raw.utf8.contains(UInt8(ascii: "_")) { raw = raw.replacing("_", with: "-") }
        let isTag = raw.utf8.allSatisfy {
            $0 < 128 && ($0 | 32 >= 0x61 || $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39)
        }
        return isTag && raw.utf8.count <= 35 ? raw : nil
    }

    /// The same without a table, which costs more than it saves where there are few.
    private static func distinct(_ tags: [String]) -> [String] {
        let isGood = tags.indices.allSatisfy { !tags[$0].isEmpty && !tags[..<$0].contains(tags[$0]) }
        if isGood { return tags }
        var kept: [String] = []
        for tag in tags where !tag.isEmpty && !kept.contains(tag) { kept.append(tag) }
        return kept
    }

    private static func addCategory(_ field: FeedField, to tags: inout [String]) {
        if !field.hasAttributes { return tags.append(Words.title(field)) }
        let label = line(field[.label])
        let term = line(field[.term])
        if label.isEmpty { return tags.append(term.isEmpty ? Words.title(field) : term) }
        tags.append(label)
        if !term.isEmpty, !term.contains("://") { tags.append(term) }
    }

    private static func line(_ text: String?) -> String {
        guard let text else { return "" }
        return PlainText.isPlainLine(text) ? text : PlainText.folded(PlainText.from(html: text))
    }

    private static func nested(_ field: FeedField) -> [String] {
        [PlainText.folded(field[.text] ?? field.text)] + field.children.all.flatMap { nested($0) }
    }
}
