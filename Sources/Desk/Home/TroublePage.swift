// SPDX-License-Identifier: MIT

import Catalog
import HTTPTypes
import Hummingbird
import Pages
import Storage

/// The page that says why there is no page; what went wrong inside is for the log alone.
struct TroublePage: Sendable {
    let page: WebPage
    /// Whether it is a fault of ours, which the log keeps.
    let isOurs: Bool

    struct Values: Sendable {
        let sentence: String
    }

    init(_ error: any Error) {
        let (status, title, sentence) = TroublePage.words(error)
        page = WebPage(title, "trouble", Values(sentence: sentence), status: status)
        isOurs = status.code >= 500
    }

    static func words(_ error: any Error) -> (HTTPResponse.Status, String, String) {
        switch error {
        case let error as DeskError: words(error)
        case let error as StorageError: words(error)
        case let error as CatalogError: words(error)
        case PasswordError.busy:
            (.serviceUnavailable, "Please try again", "Many people are signing in. Try again in a minute.")
        case let error as any HTTPResponseError where error.status == .contentTooLarge:
            (
                .contentTooLarge, "That is too much",
                "What was sent is larger than we take. Nothing was changed."
            )
        case let error as any HTTPResponseError where error.status.code < 500:
            (
                error.status, "That was not understood",
                "What was sent makes no sense to us. Nothing was changed."
            )
        default: wrong
        }
    }

    private static func words(_ error: DeskError) -> (HTTPResponse.Status, String, String) {
        switch error {
        case .notFound:
            (
                .notFound, "Nothing here",
                "There is no page at this address. It may have been mistyped, or what it showed is gone."
            )
        case .gone:
            (
                .gone, "This link does not work any more",
                "It works once, and for some days only. Ask an administrator for a new one."
            )
        case .forbidden(let role):
            (
                .forbidden, "This page is not for you",
                "It needs the role \(role). An administrator can give it to you."
            )
        case .strangeForm:
            (
                .forbidden, "That form is too old",
                "You may have signed out and in again since it was shown. Go back, load the page anew and send it again. Nothing was changed."
            )
        case .unreadable:
            (
                .badRequest, "That was not understood",
                "What was sent makes no sense to us. Nothing was changed."
            )
        case .refused(let sentence): (.conflict, "That cannot be done", sentence)
        case .tooMany(let sentence): (.tooManyRequests, "Too many tries", sentence)
        }
    }

    private static func words(_ error: StorageError) -> (HTTPResponse.Status, String, String) {
        switch error {
        case .missing: words(DeskError.notFound)
        case .refused(let sentence):
            words(DeskError.refused("\(sentence.prefix(1).uppercased())\(sentence.dropFirst())."))
        case .full:
            (
                .init(code: 507, reasonPhrase: "Insufficient Storage"), "No room is left",
                "The disk of this server is full, so nothing was changed. Pages can still be read."
            )
        case .busy, .readOnly:
            (.serviceUnavailable, "That was not saved", "Nothing was changed. Please try again in a while.")
        default: wrong
        }
    }

    private static func words(_ error: CatalogError) -> (HTTPResponse.Status, String, String) {
        switch error {
        case .diskFull: words(StorageError.full(path: ""))
        case .unwritable, .unreadable, .noLibrary:
            (
                .serviceUnavailable, "That was not saved",
                "A file of the library cannot be read or written. Nothing was changed. Whoever looks after this server finds the reason in the log."
            )
        case .mistakes(let mistakes):
            words(
                DeskError.refused(
                    "A file has a mistake: \(mistakes.first.map { "\($0)" } ?? ""). Nothing was changed."))
        case .overtaken(let file):
            words(
                DeskError.refused(
                    "Somebody has changed \(file) meanwhile. Nothing was changed; look at it anew."))
        case .feedExists, .noSuchFeed: words(DeskError.refused("\(error). Nothing was changed."))
        }
    }

    private static let wrong: (HTTPResponse.Status, String, String) = (
        .internalServerError, "Something went wrong", "It is not your fault. Please try again in a while."
    )
}
