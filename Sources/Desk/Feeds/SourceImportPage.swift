// SPDX-License-Identifier: MIT

import Catalog
import Feeds
import Foundation
import Model
import Pages
import Storage

/// A list of subscriptions (OPML): what it would bring, line by line, then the bringing.
struct SourceImportPage: Sendable {
    static let routes: [DeskRoute] = [
        .post("desk/sources/import", for: .curator, bodyLimit: byteLimit, takesFiles: true) { visit in
            try await preview(visit, isAsking: visit.form.has("ask"))
        },
        .post("desk/sources/import/save", for: .curator, bodyLimit: byteLimit, takesFiles: true) { visit in
            try await save(visit)
        },
    ]

    let name: String
    let text: String
    let sentence: String
    let rows: [Row]
    let mistakes: [String]
    let isAsked: Bool
    let canAsk: Bool
    let canSave: Bool
    let button: String

    /// One line that gives a feed.
    struct Row: Sendable {
        let place: Int
        let title: String
        let address: String
        let what: String
        let isFree: Bool
        let isChosen: Bool
        /// Where it has moved, and is added.
        let target: String?
    }

    /// Bytes of a form with a list: a megabyte of it, and what is around it.
    private static let byteLimit = 1_300_000

    /// The list that was sent: chosen as a file, pasted, or carried on by the preview.
    private static func list(_ visit: Visit) throws(FieldError) -> SourceList {
        let file = visit.form.file("file")
        return try SourceList(
            file?.bytes ?? Array(visit.form["text"].utf8), named: file?.name ?? visit.form.trimmed("name"))
    }

    private static func preview(_ visit: Visit, isAsking: Bool) async throws -> DeskAnswer {
        let list: SourceList
        do {
            list = try SourceImportPage.list(visit)
        } catch {
            return .page(SourceAddPage.startPage(visit, errors: [error]))
        }
        let (preview, asked) = await list.preview(isAsking: isAsking, visit.sitting)
        let ticked = isAsking ? Set(visit.form.all("line")) : nil
        let rows = preview.entries.map { entry in
            row(entry, isAsked: asked.contains(entry.listed.feed.address), ticked: ticked)
        }
        let count = rows.count { $0.isChosen }
        let values = SourceImportPage(
            name: list.name, text: OPML.write(list.document), sentence: preview.sentence, rows: rows,
            mistakes: preview.mistakes.map(\.description), isAsked: isAsking,
            canAsk: !isAsking && rows.contains(where: \.isFree), canSave: rows.contains(where: \.isFree),
            button: "Add \(count == 0 ? "those that are ticked" : "the ticked ones")")
        return .page(WebPage("What the list would bring", "source-import", values))
    }

    private static func row(_ entry: ImportPreview.Entry, isAsked: Bool, ticked: Set<String>?) -> Row {
        let (prospect, place) = (entry.prospect, entry.line.place)
        let (isFree, isGood) = prospect.choice
        return Row(
            place: place, title: entry.listed.feed.title, address: entry.listed.feed.address.text,
            what: prospect.words(isAsked: isAsked), isFree: isFree,
            isChosen: isFree && isGood && (ticked.map { $0.contains(String(place)) } ?? true),
            target: prospect.target?.text)
    }

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let list: SourceList
        do {
            list = try SourceImportPage.list(visit)
        } catch {
            throw DeskError.unreadable
        }
        var chosen: [Int: WebAddress?] = [:]
        for place in visit.form.all("line").compactMap({ Int($0) }) {
            chosen.updateValue(WebAddress(visit.form["moved-\(place)"]), forKey: place)
        }
        let (file, count) = try await list.save(chosen, visit.sitting)
        return .goTo("desk/sources", saying: "\(counted(count, "feed")) added, in \(file).")
    }
}
