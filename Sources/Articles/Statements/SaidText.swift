// SPDX-License-Identifier: MIT

import Markup

/// Texts that a page says of itself, made fit to be compared and shown.
enum SaidText {
    /// The most characters of one statement; what is longer is no statement.
    static let limit = 5000

    /// On one line, with references that were escaped twice (`&amp;amp;`) read again.
    static func folded(_ text: String) -> String {
        let short = text.utf8.count > limit ? String(text.prefix(limit)) : text
        return PlainText.folded(short.utf8.contains(UInt8(ascii: "&")) ? HTMLEntities.decoded(short) : short)
    }

    /// Letters and digits alone in lower case, by which two texts say the same.
    static func letters(_ text: String) -> String {
        String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter(isLetter)))
    }

    /// Whether a character belongs to a word.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value) }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The words of a text, parted by white space; characters of scripts without spaces count one for every two.
    static func wordCount(_ text: String) -> Int {
        let wide = text.unicodeScalars.count { (0x2E80...0xD7A3).contains($0.value) }
        return wide > 0 ? wide / 2 + 1 : text.split(whereSeparator: \.isWhitespace).count
    }
}
