// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Pages
import Storage

/// Why a program does not get what it asked for, said so that it and its person understand.
///
/// **Source**: RFC 9457, `application/problem+json`.
struct APIProblem: Error, Encodable, Sendable {
    let status: Int
    /// In a few words.
    let title: String
    /// In a sentence.
    let detail: String
    /// What is wrong with what was sent.
    var errors: [Detail]?
    /// What holds instead, where somebody else was faster.
    var current: DraftView?

    /// One thing that is wrong.
    struct Detail: Encodable, Hashable, Sendable {
        /// Where, such as `items[0].id`.
        let at: String
        let says: String
    }

    init(
        _ status: HTTPResponse.Status, _ title: String, _ detail: String, errors: [Detail]? = nil,
        current: DraftView? = nil
    ) {
        self.status = status.code
        self.title = title
        self.detail = detail
        self.errors = errors
        self.current = current
    }

    /// What went wrong, in words; what went wrong inside is for the log alone.
    init(_ error: any Error) {
        if let problem = error as? APIProblem {
            self = problem
        } else if let error = error as? FieldError {
            self = .refused([error])
        } else if let errors = error as? FieldErrors {
            self = .refused(errors.all)
        } else {
            let (status, title, sentence) = TroublePage.words(error)
            self.init(status, title, sentence)
        }
    }

    static let noToken = APIProblem(
        .unauthorized, "No token",
        "Send a token that lasts as Authorization: Bearer. People make them under /desk/account.")
    static let notFound = APIProblem(.notFound, "Nothing here", "There is nothing at this address.")

    /// What was sent is as the document says, and cannot be done all the same.
    static func refused(_ errors: [FieldError]) -> APIProblem {
        APIProblem(
            .conflict, "That cannot be done", "Nothing was changed.",
            errors: errors.map { Detail(at: $0.field, says: $0.message) })
    }

    static func unfit(_ errors: [Detail]) -> APIProblem {
        APIProblem(
            .badRequest, "That was not understood", "What was sent is not as the document says.",
            errors: errors)
    }

    /// How it looks.
    static let shape = APIShape.object([
        .needed("status", .whole(400...599)), .needed("title", .words), .needed("detail", .words),
        .free("errors", .list(.object([.needed("at", .words), .needed("says", .words)]))),
        .free("current", .named("Draft")),
    ])
}
