// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// Where anybody suggests something to read, or a source to follow; it lands in the curators' queue.
///
/// Nobody says who they are, and no mail goes anywhere. Nothing is fetched from a suggested address before a curator has decided.
struct SuggestPage: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading/suggest") { call in
            .page(
                WebPage(title, "suggest", SuggestPage(address: String(call.query["address"].prefix(2_000)))))
        },
        .post("reading/suggest") { call in try await suggest(call) },
    ]

    private static let title = "Suggest something to read"

    let address: String
    var name = ""
    var why = ""
    var isSource = false
    var addressError: String?
    var nameError: String?
    var whyError: String?
    let nameLimit = SuggestionTable.titleLimit
    let whyLimit = SuggestionTable.wordLimit

    init(address: String) { self.address = address }

    private init(_ call: RoomCall, errors: [FieldError]) {
        self.init(address: String(call.form["address"].prefix(2_000)))
        name = String(call.form["name"].prefix(SuggestionTable.titleLimit))
        why = String(call.form["why"].prefix(SuggestionTable.wordLimit))
        isSource = call.form.has("source")
        func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
        (addressError, nameError, whyError) = (error("address"), error("name"), error("why"))
    }
}

private extension SuggestPage {
    static func suggest(_ call: RoomCall) async throws -> RoomAnswer {
        let (name, why) = (call.form.trimmed("name"), call.form.trimmed("why"))
        let address = address(call.form.trimmed("address"))
        let errors = [
            address == nil
                ? FieldError(
                    field: "address",
                    message: "Enter the address of a page, such as https://example.org/a-page")
                : nil,
            lineError("name", name, limit: SuggestionTable.titleLimit, empty: "Enter what it is called"),
            textError(why),
        ].compactMap(\.self)
        guard let address, errors.isEmpty else {
            return .page(WebPage(title, "suggest", SuggestPage(call, errors: errors), errors: errors))
        }
        let suggestion = SuggestionTable.Suggestion(
            address: address, title: name, why: why, isSource: call.form.has("source"))
        let item = try await call.store.suggestions.suggest(
            suggestion, from: call.origin, at: call.tools.door.base, now: call.now)
        guard item != nil else { throw RoomError.tooMany }
        try await call.store.queue.catchUp()
        return .page(
            Message.page(
                "Thank you for your suggestion",
                [
                    "Our curators will look at it. Whether it comes into a pack or a newsletter, they decide; we cannot write back, as we do not ask who you are."
                ], link: .init(path: "reading/suggest", words: "Suggest something else")))
    }

    /// An address of the web; what names a machine by numbers, or one of an own network, is none.
    static func address(_ text: String) -> WebAddress? {
        guard text.utf8.count <= 2_000 else { return nil }
        let whole = text.contains("://") ? text : "https://\(text)"
        guard let address = WebAddress(whole), let last = address.host.split(separator: ".").last,
            address.host.contains("."), last.contains(where: \.isLetter), !address.host.contains(":")
        else { return nil }
        return address
    }

    static func lineError(_ field: String, _ text: String, limit: Int, empty: String) -> FieldError? {
        if text.isEmpty { return FieldError(field: field, message: empty) }
        return text.count > limit || text.contains(where: \.isNewline)
            ? FieldError(field: field, message: "Enter at most \(limit) letters in one line") : nil
    }

    static func textError(_ why: String) -> FieldError? {
        if why.isEmpty { return FieldError(field: "why", message: "Say in a sentence why it should be read") }
        return why.count > SuggestionTable.wordLimit
            ? FieldError(field: "why", message: "Enter at most \(SuggestionTable.wordLimit) letters") : nil
    }
}
