// SPDX-License-Identifier: MIT

import FoundationEssentials
import Markup
import Model

/// A JSON object while it is written, objects inside it in the same place; what is empty is left out.
struct JSONMembers {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// **Units**: `byteCount`, how long it may get, so that room is made once.
    init(byteCount: Int = 256) { bytes.reserveCapacity(byteCount) }

    /// The whole object, in UTF-8.
    consuming func written() -> [UInt8] {
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// A text, even an empty one.
    mutating func put(_ name: StaticString, _ text: String) {
        begin(name)
        JSONValue.write(text, into: &bytes)
    }

    /// A list of objects, even an empty one.
    mutating func put<Part>(
        _ name: StaticString, _ parts: some Sequence<Part>, _ members: (Part, inout JSONMembers) -> Void
    ) {
        begin(name)
        list(parts) { object, part in object.nest { members(part, &$0) } }
    }

    /// An object, unless it is empty.
    mutating func set(_ name: StaticString, _ members: (inout JSONMembers) -> Void) {
        let start = bytes.count
        begin(name)
        let inside = bytes.count
        nest(members)
        if bytes.count == inside + 2 { bytes.removeLast(bytes.count - start) }
    }

    mutating func set(_ name: StaticString, _ text: String?) {
        if let text, !text.isEmpty { put(name, text) }
    }

    mutating func set(_ name: StaticString, _ address: WebAddress?) { set(name, address?.text) }

    mutating func set(_ name: StaticString, _ number: Int?) {
        guard let number else { return }
        begin(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    mutating func set(_ name: StaticString, _ date: Date?) {
        if let date { put(name, WrittenDate.text(of: date)) }
    }

    mutating func set(_ name: StaticString, _ texts: [String]) {
        if texts.isEmpty { return }
        begin(name)
        list(texts) { JSONValue.write($1, into: &$0.bytes) }
    }

    mutating func set(_ name: StaticString, _ numbers: [Int]) {
        if numbers.isEmpty { return }
        begin(name)
        list(numbers) { $0.bytes.append(contentsOf: String($1).utf8) }
    }

    mutating func set<Part>(
        _ name: StaticString, _ parts: [Part], _ members: (Part, inout JSONMembers) -> Void
    ) {
        if !parts.isEmpty { put(name, parts, members) }
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

private extension JSONMembers {
    /// A name, which needs no escape, and the mark before its value.
    mutating func begin(_ name: StaticString) {
        // No value ends with a brace that opens.
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func nest(_ members: (inout JSONMembers) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        members(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func list<Part>(_ parts: some Sequence<Part>, _ write: (inout JSONMembers, Part) -> Void) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for part in parts {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(&self, part)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
