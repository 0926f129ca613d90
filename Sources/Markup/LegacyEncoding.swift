// SPDX-License-Identifier: MIT

import CXML2
import Glibc

/// Text in the code pages of before UTF-8, by the C library's iconv.
enum LegacyEncoding {
    /// The name by which iconv knows a label of the web; nil for one that it must not or cannot read.
    ///
    /// **Source**: the encoding standard's table of labels; UTF-7 is left out because it hides markup from checks.
    static func iconvName(for label: String) -> String? {
        let name = label.lowercased().replacing("_", with: "-")
        guard !name.isEmpty, name.utf8.count <= 40, !name.contains("utf-7"), !name.contains("utf7") else {
            return nil
        }
        guard
            name.utf8.allSatisfy({ $0 < 128 && ($0 | 32 >= 0x61 || $0 >= 0x30 && $0 <= 0x3A || $0 == 0x2D) })
        else { return nil }
        if let known = aliases[name] { return known }
        return name.hasPrefix("x-") ? String(name.dropFirst(2)) : name
    }

    /// The text as UTF-8; what does not fit becomes U+FFFD; nil for an encoding that nobody knows.
    static func utf8(_ bytes: ArraySlice<UInt8>, from label: String) -> [UInt8]? {
        guard let name = iconvName(for: label) else { return nil }
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 2)
        var piece = [CChar](repeating: 0, count: 65536)
        var start = 0
        while start < input.count {
            let step = convert(converter, &input, from: start, into: &piece)
            out.append(contentsOf: piece[..<step.written].map { UInt8(bitPattern: $0) })
            start += step.read
            if step.isStuck {
                out.append(contentsOf: [0xEF, 0xBF, 0xBD])
                start += 1
            }
        }
        return out
    }

    private static let aliases: [String: String] = [
        "gb2312": "GB18030", "gbk": "GB18030", "x-gbk": "GB18030", "chinese": "GB18030", "big5": "BIG5-HKSCS",
        "ks-c-5601-1987": "CP949", "euc-kr": "CP949", "korean": "CP949", "shift-jis": "CP932",
        "sjis": "CP932",
        "x-sjis": "CP932", "windows-31j": "CP932", "x-euc-jp": "EUC-JP", "iso-8859-9": "CP1254",
        "latin5": "CP1254", "tis-620": "CP874", "iso-8859-11": "CP874", "windows-874": "CP874",
        "macintosh": "MACINTOSH", "x-mac-roman": "MACINTOSH", "x-mac-cyrillic": "MAC-CYRILLIC",
        "iso-8859-8-i": "ISO-8859-8", "koi": "KOI8-R", "koi8": "KOI8-R",
    ]

    private static func convert(
        _ converter: iconv_t, _ input: inout [CChar], from start: Int, into piece: inout [CChar]
    ) -> (read: Int, written: Int, isStuck: Bool) {
        let total = input.count - start
        let room = piece.count
        return input.withUnsafeMutableBufferPointer { source in
            piece.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress.map { $0 + start }
                var into = target.baseAddress
                var left = total
                var free = room
                let result = iconv(converter, &from, &left, &into, &free)
                let isStuck = result == -1 && errno != E2BIG
                return (total - left, room - free, isStuck)
            }
        }
    }
}
