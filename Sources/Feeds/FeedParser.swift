// SPDX-License-Identifier: MIT

import Markup
import Model

/// Reads a feed of any format: RSS 0.9 to 2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
public enum FeedParser {
    /// The most bytes of a document that are read.
    public static let byteLimit = 32 << 20
    /// The most entries of a document that are kept.
    public static let entryLimit = 10_000

    /// What the curator is told where a document has more entries.
    static func tooMany(leftOut: Int) -> String {
        "only the first \(entryLimit) entries were read; \(leftOut) were left out"
    }

    /// Reads a document.
    ///
    /// **Shape**: pure; entries in the document's order, at most 10,000. What is broken is mended where that is
    /// possible and noted in `warnings`; one bad field never costs an entry, one bad entry never the feed.
    /// **Errors**: `notAFeed` for anything else than a feed, `unsafeXML` for a DTD that only an attack would have,
    /// `tooLarge` over ``byteLimit``, `unreadable` for JSON that breaks off before its first item.
    /// **Source**: RFC 4287, the RSS 2.0.11 and RSS 1.0 specifications, jsonfeed.org/version/1.1.
    public static func parse(_ document: FeedDocument) throws(FeedError) -> ParsedFeed {
        guard document.bytes.count <= byteLimit else {
            throw .tooLarge(document.subject, byteLimit: byteLimit)
        }
        let text = DocumentText(document.bytes, contentType: document.contentType)
        let start = text.utf8.prefix(4096).first { $0 > 0x20 && $0 < 0x7F }
        var feed: ParsedFeed
        switch start {
        case nil: throw .notAFeed(document.subject, what: "an empty document")
        case UInt8(ascii: "{"), UInt8(ascii: "["): feed = try JSONFeedReading.read(text.utf8, of: document)
        default: feed = try read(text.utf8, of: document)
        }
        feed.encoding = text.encoding
        feed.warnings = text.warnings + feed.warnings
        return feed
    }
}

private extension FeedParser {
    static func read(_ bytes: [UInt8], of document: FeedDocument) throws(FeedError) -> ParsedFeed {
        let strict = FieldCollector(base: document.base, byteCount: bytes.count)
        do {
            try XMLStream.read(bytes, into: strict)
            return try parsed(strict, of: document, warnings: [])
        } catch let fault as MarkupError {
            if strict.firstName?.local.lowercased() == "html" { throw notAFeed(strict, document) }
            return try readTolerantly(bytes, of: document, because: fault)
        } catch {
            throw notAFeed(strict, document)
        }
    }

    static func readTolerantly(_ bytes: [UInt8], of document: FeedDocument, because fault: MarkupError)
        throws(FeedError) -> ParsedFeed
    {
        let collector = FieldCollector(base: document.base, byteCount: bytes.count)
        do {
            try TolerantXMLStream.read(bytes, into: collector)
        } catch .unsafe(let reason) {
            throw .unsafeXML(document.subject, reason: reason)
        } catch {
            throw .tooLarge(document.subject, byteLimit: byteLimit)
        }
        return try parsed(
            collector, of: document,
            warnings: ["not well-formed XML, \(fault); read as far as it makes sense"])
    }

    static func parsed(_ collector: FieldCollector, of document: FeedDocument, warnings: [String])
        throws(FeedError) -> ParsedFeed
    {
        let collected = collector.finish()
        return try withExtendedLifetime(collected.store) { () throws(FeedError) in
            guard collected.root != nil else { throw notAFeed(collector, document) }
            var feed = FeedReading(collected, base: document.base).feed(with: collected.entries)
            feed.warnings = warnings + feed.warnings + self.warnings(of: collected)
            feed.isCutShort = collected.isCutInEntry
            return feed
        }
    }

    static func warnings(of collected: CollectedFields) -> [String] {
        var warnings: [String] = []
        if !collected.undeclared.isEmpty {
            let prefixes = collected.undeclared.sorted().prefix(5).joined(separator: ", ")
            warnings.append("prefixes without a namespace, taken by their usual meaning: \(prefixes)")
        }
        if collected.isCutShort {
            warnings.append("the document breaks off; its last entry is left out")
        }
        if collected.leftOut > 0 { warnings.append(tooMany(leftOut: collected.leftOut)) }
        return warnings
    }

    static func notAFeed(_ collector: FieldCollector, _ document: FeedDocument) -> FeedError {
        switch collector.firstName?.local.lowercased() {
        case nil: .notAFeed(document.subject, what: "plain text or other data")
        case "html", "head", "body", "div", "p", "br", "b", "center":
            .notAFeed(document.subject, what: "a web page")
        case let name?:
            .notAFeed(document.subject, what: "XML of another kind (<\(String(name.prefix(40)))>)")
        }
    }
}
