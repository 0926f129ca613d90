// SPDX-License-Identifier: MIT

import Foundation
import Model
import Pages
import Storage

/// Search without a script, in what readers may see: topics and paths by their words, and approved items.
struct SearchPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/search") { call in
            let words = String(call.query["q"].prefix(200)).trimmingCharacters(in: .whitespacesAndNewlines)
            let page = words.isEmpty ? SearchPage() : try await SearchPage(words, call)
            return .page(WebPage(words.isEmpty ? "Search" : "Search: \(words)", "search", page))
        }
    ]

    /// How many items are shown.
    private static let limit = 40

    /// Something of ours.
    struct Hit: Sendable {
        let address: String
        let name: String
        let about: String
    }

    /// Something to read elsewhere.
    struct Reading: Sendable {
        let address: String
        let name: String
        let about: String
        let why: String
    }

    let words: String
    let isAsked: Bool
    let hits: [Hit]
    let hasHits: Bool
    let readings: [Reading]
    let hasReadings: Bool
    let isAll: Bool

    /// Nothing was asked for yet.
    init() {
        (words, isAsked, hits, hasHits, readings, hasReadings, isAll) = (
            "", false, [], false, [], false, true
        )
    }

    init(_ words: String, _ call: RoomCall) async throws {
        self.words = words
        isAsked = true
        hits = SearchPage.hits(words, call.shelf)
        hasHits = !hits.isEmpty
        var filter = QueueFilter()
        filter.words = words
        filter.states = [.approved]
        filter.order = .match
        let found = try await call.store.queue.page(filter, limit: SearchPage.limit).items
        isAll = found.count < SearchPage.limit
        var readings: [Reading] = []
        for item in found {
            let library = item.tagged.library
            guard let address = library.item.address,
                let verdict = try await call.store.verdicts.current(for: item.id)
            else { continue }
            let sources = library.sources.map(\.title).joined(separator: ", ")
            readings.append(
                Reading(
                    address: address.text, name: library.item.displayTitle,
                    about: "\(sources), \(ReaderWords.minutes(library.minutes))", why: verdict.why))
        }
        self.readings = readings
        hasReadings = !readings.isEmpty
    }

    /// Topics and paths in which every word begins one of theirs.
    private static func hits(_ text: String, _ shelf: RoomShelf) -> [Hit] {
        let words = SearchPage.words(text)
        guard !words.isEmpty else { return [] }
        func fits(_ texts: [String]) -> Bool {
            let own = texts.flatMap(SearchPage.words)
            return words.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
        }
        let topics = (shelf.curriculum?.topics ?? []).filter {
            !$0.isRetired && fits([$0.name, $0.definition])
        }
        let paths = shelf.paths.filter { fits([$0.title] + $0.outcomes) }
        return paths.map {
            Hit(
                address: "paths/\($0.id).html", name: $0.title,
                about: "Path, \(ReaderWords.count($0.steps.count, "step", "steps"))")
        } + topics.map { Hit(address: "topics/\($0.id).html", name: $0.name, about: "Topic") }
    }

    private static func words(_ text: String) -> [String] {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
