// SPDX-License-Identifier: MIT

public import Markup

/// Lets a JSON value be printed for people like any other result; one line for programs is written by itself, faster.
extension JSONValue: Encodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var object = encoder.container(keyedBy: Name.self)
            for member in members { try object.encode(member.value, forKey: Name(stringValue: member.name)) }
        case .array(let values):
            var array = encoder.unkeyedContainer()
            for value in values { try array.encode(value) }
        default:
            var single = encoder.singleValueContainer()
            switch self {
            case .string(let text): try single.encode(text)
            case .bool(let bool): try single.encode(bool)
            case .number(let number): try single.encode(number)
            default: try single.encodeNil()
            }
        }
    }
}
