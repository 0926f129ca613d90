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
        return PlainText.folded(plain(field))
    }

    /// Plain text.
    static func plain(_ field: FeedField?) -> String { field.map { content($0).plain } ?? "" }

    /// The words of a field as they came.
    static func content(_ field: FeedField) -> ParsedWords {
        let raw = wasEscapedTwice(field) ? unescaped(field.text) : decoded(field)
        return ParsedWords(raw: raw, isHTML: isHTML(field, raw))
    }

    /// The richest of several contents of one entry: HTML before plain text, else the first.
    static func best(_ fields: FieldList, _ order: [FeedElement]) -> FeedField? {
        for kind in order {
            if let only = fields.only(kind), only.hasText, isText(only) { return only }
            let readable = fields.all(kind).filter { $0.hasText && isText($0) }
            guard let first = readable.first else { continue }
            return readable.first { $0.isMarkup || $0[name: "type"]?.contains("html") == true } ?? first
        }
        return nil
    }
}

private extension Words {
    /// `type="html"` promises escaped HTML; one that is wrapped in a real `<div>` was meant as such all the same.
    static func wasEscapedTwice(_ field: FeedField) -> Bool {
        guard field.isMarkup, field.isAtom, field[name: "type"]?.lowercased() == "html" else { return false }
        return field.text.contains(/&lt;\/?[a-z]/.ignoresCase())
    }

    static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    /// Atom 0.3 could carry content in base 64.
    static func decoded(_ field: FeedField) -> String {
        guard field[name: "mode"]?.lowercased() == "base64" || isBinary(field) else { return field.text }
        let letters = field.text.filter { !$0.isWhitespace }
        guard let data = Data(base64Encoded: letters) else { return field.text }
        return String(decoding: data, as: UTF8.self)
    }

    static func isBinary(_ field: FeedField) -> Bool {
        field.isAtom && field[name: "type"]?.lowercased() == "application/octet-stream"
    }

    static func isText(_ field: FeedField) -> Bool {
        guard field.element == .content, let type = field[name: "type"]?.lowercased() else { return true }
        return !type.hasPrefix("image/") && !type.hasPrefix("audio/") && !type.hasPrefix("video/")
    }

    /// Whether a text is HTML: by Atom's type where there is one, by its looks everywhere else.
    static func isHTML(_ field: FeedField, _ raw: String) -> Bool {
        if field.isMarkup { return true }
        guard field.isAtom else { return PlainText.looksLikeHTML(raw) }
        switch field[name: "type"]?.lowercased() {
        case nil where field[name: "mode"] == nil && field.element != .content: return false
        case nil where field[name: "mode"]?.lowercased() == "base64": return false
        case "application/octet-stream": return [.content, .summary].contains(field.element)
        case "text", "text/plain":
            return field[name: "mode"]?.lowercased() == "escaped" && PlainText.looksLikeHTML(raw)
        case "xhtml", "application/xhtml+xml": return false
        default: return PlainText.looksLikeHTML(raw)
        }
    }
}

/// Reads tags and languages.
enum Labels {
    /// The labels of a feed or an entry, each once, in the document's order.
    static func tags(of fields: FieldList) -> [String] {
        var tags: [String] = []
        for field in fields.all(tagKinds) {
            switch field.element {
            case .category, .subject, .mediaCategory: tags.append(contentsOf: category(field))
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
        guard let raw = raw?.trimmedWhitespace.replacing("_", with: "-").nonEmpty else { return nil }
        let isTag = raw.utf8.allSatisfy {
            $0 < 128 && ($0 | 32 >= 0x61 || $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39)
        }
        return isTag && raw.utf8.count <= 35 ? raw : nil
    }

    /// The same without a table, which costs more than it saves where there are few.
    private static func distinct(_ tags: [String]) -> [String] {
        var kept: [String] = []
        for tag in tags where !tag.isEmpty && !kept.contains(tag) { kept.append(tag) }
        return kept
    }

    private static func category(_ field: FeedField) -> [String] {
        if !field.hasAttributes { return [Words.title(field)] }
        let own = Words.title(field)
        let label = field[name: "label"].map { PlainText.folded(PlainText.from(html: $0)) } ?? ""
        let term = field[name: "term"].map { PlainText.folded(PlainText.from(html: $0)) } ?? ""
        let isKind = term.contains("://")
        if label.isEmpty && term.isEmpty { return [own] }
        return label.isEmpty || isKind ? [label.isEmpty ? term : label] : [label, term]
    }

    private static func nested(_ field: FeedField) -> [String] {
        [PlainText.folded(field[name: "text"] ?? field.text)] + field.children.all.flatMap { nested($0) }
    }
}
