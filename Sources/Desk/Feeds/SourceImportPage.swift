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
    /// Feeds that are asked for one preview at the most, and how long, so that the answer comes while somebody waits.
    private static let askLimit = 200
    private static let askTime = Duration.seconds(60)

    /// A list that was sent: chosen as a file, pasted, or carried on by the preview.
    private struct Sent {
        let name: String
        let document: OPMLDocument
    }

    private static func sent(_ visit: Visit) throws(FieldError) -> Sent {
        let form = visit.form
        let file = form.file("file")
        let bytes = file?.bytes ?? Array(form["text"].utf8)
        let name = (file?.name ?? form.trimmed("name")).split(separator: "/").last.map(String.init) ?? ""
        guard !bytes.allSatisfy({ $0 <= 32 }) else {
            throw FieldError(field: "file", message: "Choose a file, or paste its text")
        }
        do {
            let title = name.lowercased().hasSuffix(".opml") ? String(name.dropLast(5)) : name
            return Sent(
                name: title.isEmpty ? "imported" : String(title.prefix(60)),
                document: try OPML.read(bytes, file: name.isEmpty ? "the list" : name))
        } catch {
            throw FieldError(field: "file", message: "This is no list of feeds: \(error)")
        }
    }

    private static func preview(_ visit: Visit, isAsking: Bool) async throws -> DeskAnswer {
        let sent: Sent
        do {
            sent = try SourceImportPage.sent(visit)
        } catch {
            return .page(SourceAddPage.startPage(visit, errors: [error]))
        }
        let list = list(sent.document, visit)
        var answers: [WebAddress: ImportPreview.Answer] = [:]
        if isAsking { answers = await asked(list, visit.tools.runs) }
        let preview = ImportPreview(list, answers: answers)
        let ticked = Set(visit.form.all("line"))
        let rows = preview.entries.map { row($0, answers, ticked: isAsking ? ticked : nil) }
        let count = rows.count { $0.isChosen }
        let values = SourceImportPage(
            name: sent.name, text: OPML.write(sent.document), sentence: sentence(preview), rows: rows,
            mistakes: preview.mistakes.map(\.description), isAsked: isAsking,
            canAsk: !isAsking && rows.contains(where: \.isFree), canSave: rows.contains(where: \.isFree),
            button: "Add \(count == 0 ? "those that are ticked" : "the ticked ones")")
        return .page(DeskPage("What the list would bring", "source-import", values))
    }

    private static func list(_ document: OPMLDocument, _ visit: Visit) -> OPMLImport {
        let holdings = visit.tools.holdings()
        return OPMLImport(document, held: holdings.listedFeeds, sectors: holdings.curriculum?.sectors)
    }

    /// What the feeds answer that are not on our lists yet; those that take too long are left out.
    private static func asked(
        _ list: OPMLImport, _ runs: DeskRuns
    ) async -> [WebAddress: ImportPreview.Answer] {
        let addresses = list.lines.filter { $0.duplicateOf == nil }.compactMap(\.listed?.feed.address)
        let answers = AnswerBox()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let survey = FeedSurvey(finder: runs.finder, width: runs.width)
                for (address, search) in await survey.ask(Array(addresses.prefix(askLimit))) {
                    await answers.put(ImportPreview.Answer(search), at: address)
                }
            }
            group.addTask { try? await Task.sleep(for: askTime) }
            await group.next()
            group.cancelAll()
        }
        return await answers.all
    }

    private static func row(
        _ entry: ImportPreview.Entry, _ answers: [WebAddress: ImportPreview.Answer], ticked: Set<String>?
    ) -> Row {
        let place = entry.line.place
        let isAsked = answers[entry.listed.feed.address] != nil
        var target: String?
        if case .moved(let place) = entry.prospect { target = place.text }
        let (what, isFree, isGood): (String, Bool, Bool) =
            switch entry.prospect {
            case .new: (isAsked ? "New, and it answers" : "New", true, true)
            case .duplicate(let where_, nil): ("On the list already: \(where_)", false, false)
            case .duplicate(let where_, let target?):
                ("It has moved to \(target), which is on the list already: \(where_)", false, false)
            case .moved(let target): ("New; it has moved to \(target) and is added from there", true, true)
            case .dead(let reason): ("It does not answer: \(reason)", true, false)
            case .noFeed(let what): ("No feed: \(what)", true, false)
            }
        return Row(
            place: place, title: entry.listed.feed.title, address: entry.listed.feed.address.text, what: what,
            isFree: isFree,
            isChosen: isFree && isGood && (ticked.map { $0.contains(String(place)) } ?? true),
            target: target)
    }

    private static func sentence(_ preview: ImportPreview) -> String {
        let new = preview.chosen(followingMoves: true).count
        let known = preview.entries.count { if case .duplicate = $0.prospect { true } else { false } }
        let mistakes = preview.mistakes.isEmpty ? "" : ", \(counted(preview.mistakes.count, "mistake"))"
        return
            "\(counted(preview.entries.count, "line")): \(new) new, \(known) on the list already\(mistakes)."
    }

    private static func save(_ visit: Visit) async throws -> DeskAnswer {
        let sent: Sent
        do {
            sent = try SourceImportPage.sent(visit)
        } catch {
            throw DeskError.unreadable
        }
        let list = list(sent.document, visit)
        let ticked = Set(visit.form.all("line"))
        var chosen: [Int: WebAddress] = [:]
        for line in list.lines where line.duplicateOf == nil && ticked.contains(String(line.place)) {
            guard let address = line.listed?.feed.address else { continue }
            chosen[line.place] = WebAddress(visit.form["moved-\(line.place)"]) ?? address
        }
        guard !chosen.isEmpty else {
            throw DeskError.refused("No line is ticked that is not on the list already. Nothing was added.")
        }
        let file = try await SourceFiles(visit).save(list.saving(chosen), named: sent.name)
        return .goTo("desk/sources", saying: "\(counted(chosen.count, "feed")) added, in \(file).")
    }
}

/// Holds what feeds answered, while others still do; guards nothing else.
private actor AnswerBox {
    private(set) var all: [WebAddress: ImportPreview.Answer] = [:]

    func put(_ answer: ImportPreview.Answer, at address: WebAddress) { all[address] = answer }
}
