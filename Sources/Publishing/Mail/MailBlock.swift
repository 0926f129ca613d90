// SPDX-License-Identifier: MIT

/// A stretch of a mail that belongs together, such as one item.
struct MailPart {
    /// The item's title; nil for what is no item.
    let title: String?
    let blocks: [MailBlock]
}

/// A paragraph, a heading or the like, from which both forms of a mail are written.
struct MailBlock {
    /// What it is in form.
    enum Kind: Hashable {
        case heading(Int)
        case paragraph
        case quotation
        /// A point of a list, with its number where the list has numbers.
        case point(Int?)
    }

    let kind: Kind
    /// What the passage is that it comes from.
    let role: Passage.Role
    /// Its words; never empty.
    let runs: [MailRun]
    /// Its language where it is not the mail's.
    let language: String?

    init(_ role: Passage.Role, _ runs: [MailRun], kind: Kind = .paragraph, language: String? = nil) {
        self.role = role
        self.runs = runs
        self.kind = kind
        self.language = language
    }

    /// The address that the whole block leads to; nil where only a part of it does, or nothing.
    var address: String? { runs.count == 1 ? runs[0].address : nil }
}

/// Words of one kind, in a row.
struct MailRun {
    let text: String
    /// Where they lead to.
    var address: String?
    var isStrong = false
    var isStressed = false

    init(_ text: String, to address: String? = nil, isStrong: Bool = false, isStressed: Bool = false) {
        self.text = text
        self.address = address
        self.isStrong = isStrong
        self.isStressed = isStressed
    }
}
