// SPDX-License-Identifier: MIT

/// Comma-separated values.
///
/// **Source**: RFC 4180; lines may end in LF too, a byte order mark is dropped by the caller.
enum CSV {
    /// One line of the table.
    struct Row {
        /// The line in the file on which it begins, counted from 1.
        let number: Int
        let fields: [String]
    }

    /// The rows of a text; blank lines are left out.
    ///
    /// **Shape**: a quote that is never closed takes the rest of the text.
    static func rows(of text: String) -> [Row] {
        var rows: [Row] = []
        var (fields, field): ([String], [UInt8]) = ([], [])
        var (isQuoted, wasQuoted) = (false, false)
        var (line, start) = (1, 1)
        let bytes = Array(text.utf8)
        var index = 0
        func endField() {
            fields.append(String(decoding: field, as: UTF8.self))
            (field, wasQuoted) = ([], false)
        }
        func endRow() {
            endField()
            if fields.contains(where: { !$0.isEmpty }) { rows.append(Row(number: start, fields: fields)) }
            (fields, start) = ([], line)
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch byte {
            case UInt8(ascii: "\"") where isQuoted:
                if index < bytes.count, bytes[index] == byte {
                    field.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
            case _ where isQuoted: field.append(byte)
            case UInt8(ascii: "\"") where field.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
            case UInt8(ascii: ","): endField()
            case UInt8(ascii: "\n"): endRow()
            case UInt8(ascii: "\r"): continue
            default: field.append(byte)
            }
        }
        if !fields.isEmpty || !field.isEmpty { endRow() }
        return rows
    }

    /// A field as it is written: quoted where it must be, and with an apostrophe before what a table calculator would run.
    ///
    /// **Source**: OWASP, CSV injection.
    static func field(_ text: String) -> String {
        let tame = text.first.map(formulaStarts.contains) ?? false ? "'" + text : text
        guard tame.utf8.contains(where: { Array("\",\r\n".utf8).contains($0) }) else { return tame }
        return "\"" + tame.replacing("\"", with: "\"\"") + "\""
    }

    /// A field without the apostrophe that ``field(_:)`` puts before some.
    static func plain(_ text: String) -> String {
        guard text.hasPrefix("'"), let next = text.dropFirst().first, formulaStarts.contains(next) else {
            return text
        }
        return String(text.dropFirst())
    }

    private static let formulaStarts: [Character] = ["=", "+", "-", "@", "\t"]
}
