// SPDX-License-Identifier: MIT

import Foundation

/// A mail, or a part of one, as far as it must be understood to see what became of another mail.
///
/// Everything foreign is bounded: so many header lines, parts and levels, and no more.
struct MailPart {
    /// Field names in lower case, with their values on one line.
    let fields: [(name: String, value: String)]
    /// The body, still encoded.
    private let body: ArraySlice<UInt8>

    private static let fieldLimit = 500
    private static let partLimit = 50
    private static let depthLimit = 6

    /// Reads header and body; never fails, since anything may be a mail.
    init(_ bytes: ArraySlice<UInt8>) {
        var fields: [(name: String, value: String)] = []
        var place = bytes.startIndex
        while place < bytes.endIndex, fields.count < MailPart.fieldLimit {
            let (line, next) = MailPart.line(in: bytes, at: place)
            place = next
            if line.isEmpty { break }
            let text = String(decoding: line.prefix(2000), as: UTF8.self)
            if let first = text.first, first == " " || first == "\t" {
                if !fields.isEmpty { fields[fields.count - 1].value += " " + text.trimmed }
            } else if let colon = text.firstIndex(of: ":") {
                fields.append(
                    (text[..<colon].trimmed.lowercased(), text[text.index(after: colon)...].trimmed))
            }
        }
        self.fields = fields
        body = bytes[min(place, bytes.endIndex)...]
    }

    /// The first value of a field; nil where there is none.
    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// All values of a field.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// What it is, in lower case: `multipart/report`.
    var type: String {
        let value = field("content-type") ?? "text/plain"
        return value.prefix { $0 != ";" }.trimmed.lowercased()
    }

    /// A parameter of its type, such as `boundary`.
    func parameter(_ name: String) -> String? {
        for part in (field("content-type") ?? "").split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmed.lowercased() == name else { continue }
            let value = pair[1].trimmed
            return value.hasPrefix("\"") ? String(value.dropFirst().prefix { $0 != "\"" }) : value
        }
        return nil
    }

    /// The part itself and all within it, outermost first.
    func everyPart(depth: Int = 0) -> [MailPart] {
        guard type.hasPrefix("multipart/"), depth < MailPart.depthLimit, let boundary = parameter("boundary"),
            !boundary.isEmpty
        else { return [self] }
        return [self] + split(at: boundary).flatMap { MailPart($0).everyPart(depth: depth + 1) }
    }

    /// The body with its encoding undone.
    var decoded: ArraySlice<UInt8> {
        switch field("content-transfer-encoding")?.lowercased() {
        case "base64":
            let letters = Data(body.filter { $0 > 0x20 })
            return Data(base64Encoded: letters, options: .ignoreUnknownCharacters).map { [UInt8]($0)[...] }
                ?? []
        case "quoted-printable": return MailPart.unquoted(body)[...]
        default: return body
        }
    }

    /// Groups of fields parted by empty lines, as delivery reports have them.
    var groups: [MailPart] {
        var groups: [MailPart] = []
        var rest = decoded
        while !rest.isEmpty, groups.count < MailPart.partLimit {
            let group = MailPart(rest)
            if !group.fields.isEmpty { groups.append(group) }
            rest = group.body.drop { $0 == 0x0A || $0 == 0x0D }
        }
        return groups
    }
}

private extension MailPart {
    /// The line at a place without its end, and where the next begins.
    static func line(in bytes: ArraySlice<UInt8>, at place: Int) -> (ArraySlice<UInt8>, Int) {
        let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.endIndex
        var line = bytes[place..<end]
        if line.last == 0x0D { line = line.dropLast() }
        return (line, min(end + 1, bytes.endIndex))
    }

    func split(at boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var place = body.startIndex
        while place < body.endIndex, parts.count < MailPart.partLimit {
            let (line, next) = MailPart.line(in: body, at: place)
            if line.starts(with: mark) {
                if let start { parts.append(body[start..<place]) }
                start = line.dropFirst(mark.count).starts(with: "--".utf8) ? nil : next
            }
            place = next
        }
        // A report that was cut off is read as far as it goes.
        if let start, parts.count < MailPart.partLimit { parts.append(body[start...]) }
        return parts
    }

    static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                out.append(byte)
                continue
            }
            if rest.first == 0x0A || rest.first == 0x0D {
                if rest.popFirst() == 0x0D, rest.first == 0x0A { rest = rest.dropFirst() }
            } else if let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return out
    }
}

private extension StringProtocol {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
