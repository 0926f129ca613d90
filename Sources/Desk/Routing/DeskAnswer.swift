// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import Pages

/// What a route answers.
enum DeskAnswer: Sendable {
    /// A page.
    case page(WebPage)
    /// After a form: go on to a path of the desk, such as `desk/people`, which says what was done.
    case goTo(String, saying: String? = nil, cookies: [String] = [])
    /// Anything else, such as a style sheet.
    case plain(Response)
}

/// Why there is no page.
enum DeskError: Error, Hashable {
    /// There is nothing at that address, or nothing any more.
    case notFound
    /// The one-time link was used, is too old, or was none.
    case gone
    /// The person's role does not reach so far.
    case forbidden(needs: String)
    /// The form does not come from a page of ours, or from one of another session.
    case strangeForm
    /// What was sent makes no sense.
    case unreadable
    /// It cannot be done as things stand; a whole sentence.
    case refused(String)
    /// Too many tries; a whole sentence.
    case tooMany(String)
}
