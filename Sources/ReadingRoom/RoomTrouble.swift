// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import Pages
import Storage

/// A page with a heading and a few sentences.
struct Message: Sendable {
    let sentences: [String]
    /// Where one can go on to, such as `subscribe`; nil for nowhere.
    var link: Link?

    /// A way on.
    struct Link: Sendable {
        let path: String
        let words: String
    }

    /// The page of it.
    static func page(
        _ title: String, _ sentences: [String], link: Link? = nil, status: HTTPResponse.Status = .ok
    ) -> WebPage { WebPage(title, "message", Message(sentences: sentences, link: link), status: status) }
}

/// The page that says why there is no page; what went wrong inside is for the log alone.
struct RoomTrouble: Sendable {
    let page: WebPage
    /// Whether it is a fault of ours, which the log keeps.
    var isOurs: Bool { page.status.code >= 500 }

    init(_ error: any Error) {
        switch error {
        case let error as RoomError: page = RoomTrouble.page(error)
        case StorageError.missing: page = RoomTrouble.page(.gone)
        case StorageError.refused(let sentence):
            page = RoomTrouble.page(.refused("\(sentence.prefix(1).uppercased())\(sentence.dropFirst())."))
        case StorageError.full, StorageError.busy, StorageError.readOnly:
            page = Message.page(
                "That was not saved", ["Nothing was changed. Please try again in a while."],
                status: .serviceUnavailable)
        case let error as any HTTPResponseError where error.status.code < 500:
            page = Message.page(
                "That was not understood", ["What was sent makes no sense to us. Nothing was changed."],
                status: error.status)
        default:
            page = Message.page(
                "Something went wrong", ["It is not your fault. Please try again in a while."],
                status: .internalServerError)
        }
    }

    private static func page(_ error: RoomError) -> WebPage {
        switch error {
        case .notFound:
            Message.page(
                "Nothing here",
                [
                    "There is no page at this address. If you came by a link in a mail, it may have been cut off: copy the whole of it."
                ], status: .notFound)
        case .gone:
            Message.page(
                "Nothing is kept about you here",
                ["You get no mails from us, and your address is not kept."],
                link: .init(path: "subscribe", words: "Subscribe anew"), status: .gone)
        case .tooOld:
            Message.page(
                "This link does not work any more",
                ["It works for some time only. You can ask for a new one where you asked for this one."],
                status: .gone)
        case .notIn:
            Message.page(
                "Come in first",
                ["This page is for those who follow a path, and this browser does not know you (any more)."],
                link: .init(path: "reading", words: "Get a link to come in by"), status: .unauthorized)
        case .strangeForm:
            Message.page(
                "That form was not taken",
                [
                    "It did not come from a page of ours, or your browser did not say so. Load the page anew and send it again. Nothing was changed."
                ], status: .forbidden)
        case .unreadable:
            Message.page(
                "That was not understood", ["What was sent makes no sense to us. Nothing was changed."],
                status: .badRequest)
        case .tooMany:
            Message.page(
                "Too many at once",
                ["Many requests came from where you are. Please try again in an hour. Nothing was changed."],
                status: .tooManyRequests)
        case .refused(let sentence): Message.page("That cannot be done", [sentence], status: .conflict)
        }
    }
}
