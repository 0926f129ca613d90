// SPDX-License-Identifier: MIT

import Foundation

/// A JSON value, as programs send it and as the API's document is written.
///
/// **Source**: RFC 8259. Reading is strict: what a feed may get wrong, a program may not.
enum APIValue: Hashable, Sendable {
    case null
    case truth(Bool)
    case whole(Int)
    case number(Double)
    case text(String)
    case list([APIValue])
    case object([String: APIValue])

    /// Reads a body; nil for what is no JSON.
    init?(_ bytes: Data) {
        guard let value = try? JSONDecoder().decode(APIValue.self, from: bytes) else { return nil }
        self = value
    }

    /// A member of an object; null for what is not there.
    subscript(name: String) -> APIValue {
        guard case .object(let members) = self else { return .null }
        return members[name] ?? .null
    }

    /// Whether it is nothing.
    var isNull: Bool { self == .null }

    /// A text without what no field of ours holds and without spaces at its ends; nil for anything else.
    var text: String? {
        guard case .text(let text) = self else { return nil }
        let tame = text.unicodeScalars.filter {
            $0.value >= 32 && $0.value != 127 || $0 == "\n" || $0 == "\t"
        }
        return String(String.UnicodeScalarView(tame)).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A text in one line, with single spaces; nil for anything else.
    var line: String? { text?.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// The texts of a list, each in one line and once; none that is empty.
    var lines: [String] {
        var seen: Set<String> = []
        return list.compactMap(\.line).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// A whole number.
    var whole: Int? { if case .whole(let number) = self { number } else { nil } }

    /// Yes or no.
    var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }

    /// The values of a list; none for anything else.
    var list: [APIValue] { if case .list(let values) = self { values } else { [] } }
}

extension APIValue: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Name.self) {
            var members: [String: APIValue] = [:]
            for key in object.allKeys {
                members[key.stringValue] = try object.decode(APIValue.self, forKey: key)
            }
            self = .object(members)
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var values: [APIValue] = []
            while !list.isAtEnd { values.append(try list.decode(APIValue.self)) }
            self = .list(values)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let truth = try? single.decode(Bool.self) {
            self = .truth(truth)
        } else if let whole = try? single.decode(Int.self) {
            self = .whole(whole)
        } else if let number = try? single.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try single.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var object = encoder.container(keyedBy: Name.self)
            for (name, value) in members { try object.encode(value, forKey: Name(stringValue: name)) }
        case .list(let values):
            var list = encoder.unkeyedContainer()
            for value in values { try list.encode(value) }
        default:
            var single = encoder.singleValueContainer()
            switch self {
            case .truth(let truth): try single.encode(truth)
            case .whole(let whole): try single.encode(whole)
            case .number(let number): try single.encode(number)
            case .text(let text): try single.encode(text)
            default: try single.encodeNil()
            }
        }
    }
}

extension APIValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .whole(value) }
    init(booleanLiteral value: Bool) { self = .truth(value) }
    init(arrayLiteral elements: APIValue...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, APIValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}
