// SPDX-License-Identifier: MIT

import Foundation
import Model

/// What publishing reads of many items, in the form in which we write it; see ``QuickJSON``.
extension Row {
    /// The item in a column.
    func item(_ column: Int) throws(StorageError) -> Item {
        if let item = QuickJSON.read(try text(column), { $0.item() }) { return item }
        return try json(column)
    }

    /// The verdict in a column.
    func verdict(_ column: Int) throws(StorageError) -> Verdict {
        if let verdict = QuickJSON.read(try text(column), { $0.verdict() }) { return verdict }
        return try json(column)
    }
}

extension QuickJSON {
    /// An item; nil where a member is missing.
    mutating func item() -> Item? {
        var (identity, text, credit): (ItemIdentity?, ItemText?, Credit?)
        var (title, dates, categories): (String?, ItemDates?, [String]?)
        var address: WebAddress?
        members { name, value in
            switch name {
            case "identity": identity = value.identity()
            case "title": title = value.text()
            case "address": address = value.maybeAddress()
            case "text": text = value.words()
            case "credit": credit = value.credit()
            case "dates": dates = value.dates()
            case "categories": categories = value.texts()
            default: value.fail()
            }
        }
        guard let identity, let title, let text, let credit, let dates, let categories else { return nil }
        return Item(
            identity: identity, title: title, address: address, text: text, credit: credit, dates: dates,
            categories: categories)
    }

    /// A verdict; nil where a member is missing.
    mutating func verdict() -> Verdict? {
        var (item, why, note): (String?, String?, String?)
        var (decision, topics): (Verdict.Decision?, [String]?)
        var (fit, signature): (Verdict.Fit?, Verdict.Signature?)
        var isOffTopic = false
        members { name, value in
            switch name {
            case "item": item = value.text()
            case "decision": decision = Verdict.Decision(rawValue: value.text())
            case "topics": topics = value.texts()
            case "fit": fit = value.fit()
            case "why": why = value.text()
            case "note": note = value.text()
            case "by": signature = value.signature()
            case "isOffTopic": isOffTopic = value.truth()
            default: value.fail()
            }
        }
        guard let item, let decision, let topics, let fit, let why, let note, let signature else {
            return nil
        }
        return Verdict(
            item: Item.ID(item), decision: decision, topics: topics.map { Topic.ID($0) }, fit: fit, why: why,
            note: note, by: signature, isOffTopic: isOffTopic)
    }
}

private extension QuickJSON {
    mutating func identity() -> ItemIdentity? {
        var (feed, key, kind): (String?, String?, ItemIdentity.Kind?)
        members { name, value in
            switch name {
            case "feed": feed = value.text()
            case "key": key = value.text()
            case "kind": kind = ItemIdentity.Kind(rawValue: value.text())
            default: value.fail()
            }
        }
        guard let feed, let key, let kind else { return nil }
        return ItemIdentity(feed: Feed.ID(feed), kind: kind, key: key)
    }

    mutating func words() -> ItemText? {
        var (summary, body, language): (String?, String?, String?)
        members { name, value in
            switch name {
            case "summary": summary = value.text()
            case "body": body = value.text()
            case "language": language = value.maybeText()
            default: value.fail()
            }
        }
        guard let summary, let body else { return nil }
        return ItemText(summary: summary, body: body, language: language)
    }

    mutating func credit() -> Credit? {
        var authors: [String]?
        var licence: LicenceStatement?
        members { name, value in
            switch name {
            case "authors": authors = value.texts()
            case "licence": licence = value.licence()
            default: value.fail()
            }
        }
        return authors.map { Credit(authors: $0, licence: licence) }
    }

    /// A licence that nobody knows any more is the decoder's to judge.
    mutating func licence() -> LicenceStatement? {
        var (licence, place, words): (Licence?, LicenceStatement.Place?, String?)
        var seen: Date?
        members { name, value in
            switch name {
            case "licence": licence = Licence(id: value.text())
            case "place": place = LicenceStatement.Place(rawValue: value.text())
            case "words": words = value.text()
            case "seen": seen = value.maybeMoment()
            default: value.fail()
            }
        }
        guard let licence, let place, let words else {
            fail()
            return nil
        }
        return LicenceStatement(licence: licence, place: place, words: words, seen: seen)
    }

    mutating func dates() -> ItemDates? {
        var (published, updated): (Date?, Date?)
        members { name, value in
            switch name {
            case "published": published = value.maybeMoment()
            case "updated": updated = value.maybeMoment()
            default: value.fail()
            }
        }
        return ItemDates(published: published, updated: updated)
    }

    mutating func maybeAddress() -> WebAddress? {
        guard let text = maybeText() else { return nil }
        let address = WebAddress(text)
        if address == nil { fail() }
        return address
    }

    mutating func fit() -> Verdict.Fit? {
        var audiences: [String]?
        var (stage, format): (String?, String?)
        members { name, value in
            switch name {
            case "audiences": audiences = value.texts()
            case "stage": stage = value.maybeText()
            case "format": format = value.maybeText()
            default: value.fail()
            }
        }
        return audiences.map {
            Verdict.Fit(
                audiences: $0.map { Curriculum.Facet.ID($0) }, stage: stage.map { Curriculum.Facet.ID($0) },
                format: format)
        }
    }

    mutating func signature() -> Verdict.Signature? {
        var (name, time): (String?, Date?)
        var isRule: Bool?
        members { member, value in
            switch member {
            case "name": name = value.text()
            case "time": time = value.maybeMoment()
            case "isRule": isRule = value.truth()
            default: value.fail()
            }
        }
        guard let name, let time, let isRule else { return nil }
        return Verdict.Signature(name: name, time: time, isRule: isRule)
    }
}
