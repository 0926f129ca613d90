// SPDX-License-Identifier: MIT

import Pages

/// One line of a form, for the partial `field`: `{{#name}}{{> field}}{{/name}}`.
struct FormField: Sendable {
    /// Its id and its name.
    let id: String
    let label: String
    /// `text`, `password`, `url`, `search`.
    let type: String
    let value: String
    /// What helps to fill it in.
    let hint: String?
    /// What is wrong with it.
    let error: String?
    /// What the browser may fill in, such as `username` (WCAG 2.2, 1.3.5).
    let autocomplete: String
    /// What explains it to those who cannot see the page: the ids of hint and error.
    let describedBy: String?

    init(
        _ id: String, _ label: String, type: String = "text", value: String = "", hint: String? = nil,
        errors: [FieldError] = [], autocomplete: String = "off"
    ) {
        self.id = id
        self.label = label
        self.type = type
        self.value = value
        self.hint = hint
        error = errors.first { $0.field == id }?.message
        self.autocomplete = autocomplete
        let ids = [hint.map { _ in id + "-hint" }, error.map { _ in id + "-error" }].compactMap { $0 }
        describedBy = ids.isEmpty ? nil : ids.joined(separator: " ")
    }
}
