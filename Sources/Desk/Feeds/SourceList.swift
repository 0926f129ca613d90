// SPDX-License-Identifier: MIT

import Catalog
import Feeds
import Foundation
import Model
import Pages

/// A list of subscriptions (OPML) that somebody sent: what it would bring, then the bringing.
struct SourceList: Sendable {
    /// What the list is called, without an ending.
    let name: String
    let document: OPMLDocument

    /// Feeds that are asked for one preview at the most, and how long, so that the answer comes while somebody waits.
    private static let askLimit = 200
    private static let askTime = Duration.seconds(60)

    /// Reads a list.
    ///
    /// **Errors**: ``FieldError`` on `file` for what is none.
    ///
    /// - Parameter name: the name of its file; empty for none.
    init(_ bytes: [UInt8], named name: String) throws(FieldError) {
        let name = name.split(separator: "/").last.map(String.init) ?? ""
        guard !bytes.allSatisfy({ $0 <= 32 }) else {
            throw FieldError(field: "file", message: "Choose a file, or paste its text")
        }
        do {
            document = try OPML.read(bytes, file: name.isEmpty ? "the list" : name)
        } catch {
            throw FieldError(field: "file", message: "This is no list of feeds: \(error)")
        }
        let title = name.lowercased().hasSuffix(".opml") ? String(name.dropLast(5)) : name
        self.name = title.isEmpty ? "imported" : String(title.prefix(60))
    }

    /// What it would bring.
    ///
    /// - Parameter isAsking: whether each feed that is not on our lists is asked whether it answers.
    /// - Returns: with the addresses that were asked; those that took too long are left out.
    func preview(
        isAsking: Bool, _ sitting: Sitting
    ) async -> (preview: ImportPreview, asked: Set<WebAddress>) {
        let list = lines(sitting)
        let answers = isAsking ? await SourceList.answers(to: list, sitting.tools.runs) : [:]
        return (ImportPreview(list, answers: answers), Set(answers.keys))
    }

    /// Puts some of its lines on our lists, all of them or none.
    ///
    /// - Parameter chosen: the places of lines, with an address in place of the line's own where a feed has moved.
    /// - Returns: the file that was written, and how many feeds it holds.
    func save(_ chosen: [Int: WebAddress?], _ sitting: Sitting) async throws -> (file: String, count: Int) {
        let list = lines(sitting)
        var addresses: [Int: WebAddress] = [:]
        for line in list.lines where line.duplicateOf == nil {
            guard let moved = chosen[line.place], let address = line.listed?.feed.address else { continue }
            addresses[line.place] = moved ?? address
        }
        guard !addresses.isEmpty else {
            throw DeskError.refused(
                "No line is chosen that is not on the list already. Nothing was added.")
        }
        let file = try await SourceFiles(sitting).save(list.saving(addresses), named: name)
        return (file, addresses.count)
    }
}

private extension SourceList {
    func lines(_ sitting: Sitting) -> OPMLImport {
        let holdings = sitting.holdings
        return OPMLImport(document, held: holdings.listedFeeds, sectors: holdings.curriculum?.sectors)
    }

    /// What the feeds answer that are not on our lists yet; those that take too long are left out.
    static func answers(
        to list: OPMLImport, _ runs: DeskRuns
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
}

extension ImportPreview.Prospect {
    /// As the preview says it.
    ///
    /// - Parameter isAsked: whether the feed was asked.
    func words(isAsked: Bool) -> String {
        switch self {
        case .new: isAsked ? "New, and it answers" : "New"
        case .duplicate(let place, nil): "On the list already: \(place)"
        case .duplicate(let place, let target?):
            "It has moved to \(target), which is on the list already: \(place)"
        case .moved(let target): "New; it has moved to \(target) and is added from there"
        case .dead(let reason): "It does not answer: \(reason)"
        case .noFeed(let what): "No feed: \(what)"
        }
    }

    /// Whether it can be added, and whether it should.
    var choice: (isFree: Bool, isGood: Bool) {
        switch self {
        case .new, .moved: (true, true)
        case .duplicate: (false, false)
        case .dead, .noFeed: (true, false)
        }
    }

    /// Where the feed has moved, and is added from.
    var target: WebAddress? { if case .moved(let place) = self { place } else { nil } }
}

extension ImportPreview {
    /// What it comes to, in a sentence.
    var sentence: String {
        let new = chosen(followingMoves: true).count
        let known = entries.count { if case .duplicate = $0.prospect { true } else { false } }
        let wrong = mistakes.isEmpty ? "" : ", \(counted(mistakes.count, "mistake"))"
        return "\(counted(entries.count, "line")): \(new) new, \(known) on the list already\(wrong)."
    }
}

/// Holds what feeds answered, while others still do; guards nothing else.
private actor AnswerBox {
    private(set) var all: [WebAddress: ImportPreview.Answer] = [:]

    func put(_ answer: ImportPreview.Answer, at address: WebAddress) { all[address] = answer }
}
