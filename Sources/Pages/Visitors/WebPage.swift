// SPDX-License-Identifier: MIT

public import HTTPTypes

/// A page of a room before it has its frame.
public struct WebPage: Sendable {
    /// What the window and the heading of the page say.
    public let title: String
    /// The template of its main part: a file of the room's `Templates`, without its ending.
    public let template: String
    /// What the template is filled with: a struct whose properties it names.
    public let values: any Sendable
    /// How it is answered; 422 where something is wrong in a form.
    public var status: HTTPResponse.Status
    /// What is wrong in the form that was sent; said at the top, and beside each field.
    public let errors: [FieldError]

    /// Holds what it is given.
    public init(
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
public struct FieldError: Error, Hashable {
    /// The id of the field.
    public let field: String
    /// What to do, in one sentence without a full stop: `Enter a name`.
    public let message: String

    /// Holds what it is given.
    public init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}
