// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// The members of a JSON object while it is made; what is empty is left out.
struct JSONMembers {
    private var members: [JSONValue.Member] = []

    init(_ pairs: [(String, String)] = []) {
        members = pairs.map { JSONValue.Member(name: $0.0, value: .string($0.1)) }
    }

    var isEmpty: Bool { members.isEmpty }
    var value: JSONValue { .object(members) }

    subscript(_ name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set { if let newValue { members.append(JSONValue.Member(name: name, value: newValue)) } }
    }

    mutating func set(_ name: String, _ text: String?) {
        if let text, !text.isEmpty { self[name] = .string(text) }
    }

    mutating func set(_ name: String, _ address: WebAddress?) { set(name, address?.text) }

    mutating func set(_ name: String, _ number: Int?) {
        if let number { self[name] = .number(Double(number)) }
    }

    mutating func set(_ name: String, _ date: Date?) { set(name, date.map { WrittenDate.text(of: $0) }) }

    mutating func set(_ name: String, _ values: [JSONValue]) {
        if !values.isEmpty { self[name] = .array(values) }
    }

    mutating func set(_ dates: ParsedDates, withPublished: Bool) {
        if withPublished {
            set("date_published", dates.published)
            set("date_modified", dates.modified)
        }
        set("date_created", dates.created)
        set("date_expires", dates.expires)
    }

    mutating func set(_ rights: ParsedRights) {
        set("rights", rights.words)
        set("licence", rights.licenceAddress)
        guard let statement = rights.statement, !statement.licence.terms.contains(.closed) else { return }
        set("licence_id", statement.licence.id)
        set("licence_place", statement.place.rawValue)
    }
}
