// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Pipeline
import Storage

extension ItemCommand {
    /// `cairn item add`.
    struct Add: LibraryCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Bring one page by its address, which no feed gives.",
            discussion: """
                The page is read as an article, robots.txt permitting, and waits for a verdict like any other item. A page that
                the library has is not added again.

                Examples:
                  cairn item add https://example.org/how-we-moved-our-records
                  cairn item add https://example.org/talk.pdf --title "How we moved our records" --why "short and honest"
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Where the page is.") var address: String
        @Option(name: .long, help: "What it is called, instead of what the page says.") var title: String?
        @Option(
            name: .long, help: "Why it is worth a look, for other curators; stands as a comment beside it.")
        var why: String?
        @Option(name: .customLong("as"), help: "The name to sign the comment with.") var name: String?

        private struct Result: Encodable {
            let item: ItemView
            let isNew: Bool
            let page: String?
            let reason: String?

            enum CodingKeys: String, CodingKey {
                case item, page, reason
                case isNew = "new"
            }
        }

        func validate() throws {
            if line(title)?.isEmpty == true { throw ValidationError("--title needs a word") }
        }

        func perform() async throws -> Ending {
            guard let place = WebAddress(address), !place.host.isEmpty else {
                throw Complaint("\(address) is no address of a page, such as https://example.org/a-page")
            }
            let workshop = try Workshop(options)
            let store = try await workshop.store()
            let added = try await workshop.atWork(on: store, as: "cairn item add") { worker in
                try await PageAdding(store: store, client: try workshop.client(worker: worker))
                    .add(place, title: line(title), now: workshop.now)
            }
            if let why {
                try await store.comments.add(
                    why, to: added.item, by: workshop.signature(as: name).name, now: workshop.now)
            }
            let item = try await store.item(added.item.rawValue)
            console.json(
                Result(
                    item: ItemView(item), isNew: added.isNew, page: added.page?.rawValue, reason: added.reason
                ))
            console.result(
                added.isNew
                    ? "\(item.id): \(item.library.item.displayTitle), \(counted(item.library.minutes, "minute"))"
                    : "\(item.id) has this page already: \(item.library.item.displayTitle)")
            guard added.isNew, let page = added.page, page != .read else { return .allWell }
            console.problems(["its page was not read: \(added.reason ?? page.rawValue)"], more: "")
            return .needsAttention
        }

        /// A text as a headline is kept: on one line.
        private func line(_ text: String?) -> String? {
            text?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}
