// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird

/// What a route answers.
enum DeskAnswer: Sendable {
    /// A page.
    case page(DeskPage)
    /// After a form: go on to a path of the desk, such as `desk/people`, which says what was done.
    case goTo(String, saying: String? = nil, cookies: [String] = [])
    /// Anything else, such as a style sheet.
    case plain(Response)
}

/// A page before it has its frame.
struct DeskPage: Sendable {
    /// What the window and the heading of the page say.
    let title: String
    /// The template of its main part: a file of `Templates`, without its ending.
    let template: String
    /// What the template is filled with: a struct whose properties it names.
    let values: any Sendable
    var status: HTTPResponse.Status = .ok
    /// What is wrong in the form that was sent; said at the top, and beside each field.
    var errors: [FieldError] = []

    init(
        _ title: String, _ template: String, _ values: any Sendable, status: HTTPResponse.Status = .ok,
        errors: [FieldError] = []
    ) {
        self.title = title
        self.template = template
        self.values = values
        self.status = errors.isEmpty ? status : .unprocessableContent
        self.errors = errors
    }
}

/// What is wrong with one field of a form.
struct FieldError: Error, Hashable {
    /// The id of the field.
    let field: String
    /// What to do, in one sentence without a full stop: `Enter a name`.
    let message: String
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
