// SPDX-License-Identifier: MIT

import Foundation

/// What a value must look like: said in the API's document, and insisted on when a program sends one.
indirect enum APIShape: Sendable {
    /// A text of so many code points; with a pattern that all of it must match.
    case text(ClosedRange<Int>, pattern: String? = nil)
    /// One of some words.
    case oneOf([String])
    /// A day, as `2026-11-02`.
    case day
    /// A moment, UTC.
    case moment
    /// A whole number.
    case whole(ClosedRange<Int>)
    /// A number.
    case number
    /// Yes or no.
    case truth
    /// Values in order.
    case list(APIShape, ClosedRange<Int> = 0...1_000_000)
    /// Named values, and no others.
    case object([APIField])
    /// One of ``APIShapes/named``.
    case named(String)
    /// Anything.
    case anything

    /// Ids of what Cairn made, such as `i69dfae0ee7eb88c4`.
    static let id = APIShape.text(2...60, pattern: "^[a-z][0-9a-f]+$")
    /// Ids of what people named, such as `cyber-security`.
    static let slug = APIShape.text(1...80, pattern: "^[a-z0-9][a-z0-9-]*$")
    /// Any text that an answer holds.
    static let words = APIShape.text(0...1_000_000)
}

/// A named value.
struct APIField: Sendable {
    let name: String
    let shape: APIShape
    let isNeeded: Bool
    let says: String?

    /// One that must be there.
    static func needed(_ name: String, _ shape: APIShape, _ says: String? = nil) -> APIField {
        APIField(name: name, shape: shape, isNeeded: true, says: says)
    }

    /// One that may be left out.
    static func free(_ name: String, _ shape: APIShape, _ says: String? = nil) -> APIField {
        APIField(name: name, shape: shape, isNeeded: false, says: says)
    }
}

extension APIShape {
    /// What is wrong with a value; nil when it fits.
    ///
    /// - Parameter place: where it stands, such as `items[0].id`.
    func objection(to value: APIValue, at place: String) -> APIProblem.Detail? {
        func wrong(_ says: String) -> APIProblem.Detail { .init(at: place, says: says) }
        switch (self, value) {
        case (.text(let length, let pattern), .text(let text)):
            if !length.contains(text.unicodeScalars.count) {
                return wrong("must have \(length.lowerBound) to \(length.upperBound) characters")
            }
            return APIShape.matches(text, pattern) ? nil : wrong("must look like \(pattern ?? "")")
        case (.oneOf(let words), .text(let text)):
            return words.contains(text) ? nil : wrong("must be one of \(words.joined(separator: ", "))")
        case (.day, .text(let text)):
            return AuditLook.day(text) == nil ? wrong("must be a day, such as 2026-11-02") : nil
        case (.moment, .text(let text)):
            return (try? Date(text, strategy: .iso8601)) == nil ? wrong("must be a moment") : nil
        case (.whole(let range), .whole(let number)):
            return range.contains(number)
                ? nil : wrong("must be from \(range.lowerBound) to \(range.upperBound)")
        case (.number, .whole), (.number, .number), (.truth, .truth), (.anything, _): return nil
        case (.list(let shape, let count), .list(let values)):
            if !count.contains(values.count) {
                return wrong("must have \(count.lowerBound) to \(count.upperBound) entries")
            }
            return values.enumerated().lazy.compactMap {
                shape.objection(to: $0.element, at: "\(place)[\($0.offset)]")
            }.first
        case (.object(let fields), .object(let members)):
            return APIShape.objection(to: members, fields, at: place)
        case (.named(let name), _): return APIShapes.named[name]?.objection(to: value, at: place)
        default: return wrong("must be \(kind)")
        }
    }

    private static func objection(
        to members: [String: APIValue], _ fields: [APIField], at place: String
    ) -> APIProblem.Detail? {
        let prefix = place.isEmpty ? "" : place + "."
        if let stranger = members.keys.sorted().first(where: { name in !fields.contains { $0.name == name } })
        {
            return .init(at: prefix + String(stranger.prefix(80)), says: "is not known here")
        }
        return fields.lazy.compactMap { field in
            guard let value = members[field.name] else {
                return field.isNeeded ? .init(at: prefix + field.name, says: "is missing") : nil
            }
            return field.shape.objection(to: value, at: prefix + field.name)
        }.first
    }

    private static func matches(_ text: String, _ pattern: String?) -> Bool {
        guard let pattern else { return true }
        return (try? Regex(pattern).wholeMatch(in: text)) != nil
    }

    private var kind: String {
        switch self {
        case .text, .oneOf, .day, .moment: "a text"
        case .whole: "a whole number"
        case .number: "a number"
        case .truth: "true or false"
        case .list: "a list"
        case .object, .named: "an object"
        case .anything: "anything"
        }
    }

    /// A value of a query, which is always text there; as it is where it cannot be what it should.
    func read(_ text: String) -> APIValue {
        switch self {
        case .whole: Int(text).map { .whole($0) } ?? .text(text)
        case .truth: text == "true" ? true : text == "false" ? false : .text(text)
        default: .text(text)
        }
    }
}

extension APIShape {
    /// The same as JSON Schema (2020-12), for the API's document.
    var schema: APIValue {
        switch self {
        case .text(let length, let pattern):
            var members: [String: APIValue] = ["type": "string"]
            if length.lowerBound > 0 { members["minLength"] = .whole(length.lowerBound) }
            if length.upperBound < 1_000_000 { members["maxLength"] = .whole(length.upperBound) }
            if let pattern { members["pattern"] = .text(pattern) }
            return .object(members)
        case .oneOf(let words): return ["type": "string", "enum": .list(words.map { .text($0) })]
        case .day: return ["type": "string", "format": "date"]
        case .moment: return ["type": "string", "format": "date-time"]
        case .whole(let range):
            return [
                "type": "integer", "minimum": .whole(range.lowerBound), "maximum": .whole(range.upperBound),
            ]
        case .number: return ["type": "number"]
        case .truth: return ["type": "boolean"]
        case .list(let shape, let count):
            var members: [String: APIValue] = ["type": "array", "items": shape.schema]
            if count.lowerBound > 0 { members["minItems"] = .whole(count.lowerBound) }
            if count.upperBound < 1_000_000 { members["maxItems"] = .whole(count.upperBound) }
            return .object(members)
        case .object(let fields):
            let properties = fields.map { field in
                (field.name, field.says.map { field.shape.schema.saying($0) } ?? field.shape.schema)
            }
            return [
                "type": "object", "additionalProperties": false,
                "properties": .object(Dictionary(properties, uniquingKeysWith: { first, _ in first })),
                "required": .list(fields.filter(\.isNeeded).map { .text($0.name) }),
            ]
        case .named(let name): return ["$ref": .text("#/components/schemas/\(name)")]
        case .anything: return [:]
        }
    }
}

extension APIValue {
    /// A schema with a sentence on what it is for.
    fileprivate func saying(_ words: String) -> APIValue {
        guard case .object(var members) = self else { return self }
        members["description"] = .text(words)
        return .object(members)
    }
}
