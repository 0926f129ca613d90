// SPDX-License-Identifier: MIT

/// How long a text takes to read.
///
/// **Source**: 238 words a minute, the mean of silent reading of English non-fiction by adults in Brysbaert, "How many words
/// do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019).
public enum ReadingTime {
    /// Words in a minute.
    public static let wordsPerMinute = 238

    /// The words in a text, parted by white space.
    public static func words(in text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            if let count = wordsOfASCII(bytes) { return count }
            var count = 0
            var isInWord = false
            var place = 0
            while place < bytes.count {
                let length = spaceLength(bytes, at: place)
                if length == 0, !isInWord { count += 1 }
                isInWord = length == 0
                place += max(1, length)
            }
            return count
        }
    }

    /// The same where every byte is a letter of ASCII; nil for any other text.
    private static func wordsOfASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        func isSpace(_ byte: UInt8) -> UInt8 { byte == 0x20 || byte &- 0x09 < 5 ? 1 : 0 }
        guard let first = bytes.first else { return 0 }
        // Without a way out in between, and with counts no wider than a byte, many bytes are looked at in one step.
        var all: UInt8 = first
        var count = Int(1 - isSpace(first))
        var start = 1
        while start < bytes.count {
            let end = min(start + 255, bytes.count)
            var some: UInt8 = 0
            for place in start..<end {
                all |= bytes[place]
                some &+= isSpace(bytes[place - 1]) & (1 ^ isSpace(bytes[place]))
            }
            count += Int(some)
            start = end
        }
        return all < 0x80 ? count : nil
    }

    /// How many bytes Unicode's white space takes at a place, without asking its tables; 0 where there is none.
    private static func spaceLength(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let first = bytes[place]
        if first < 0x80 { return first == 0x20 || (0x09...0x0D).contains(first) ? 1 : 0 }
        // Whole texts are well-formed, so what follows a first byte is there; other bytes begin no space.
        switch first {
        case 0xC2: return bytes[place + 1] == 0x85 || bytes[place + 1] == 0xA0 ? 2 : 0
        case 0xE1: return bytes[place + 1] == 0x9A && bytes[place + 2] == 0x80 ? 3 : 0
        case 0xE2:
            let (second, third) = (bytes[place + 1], bytes[place + 2])
            let isSpace =
                second == 0x80 && (third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF)
                || second == 0x81 && third == 0x9F
            return isSpace ? 3 : 0
        case 0xE3: return bytes[place + 1] == 0x80 && bytes[place + 2] == 0x80 ? 3 : 0
        default: return 0
        }
    }

    /// Whole minutes for a text, rounded up.
    ///
    /// **Units**: minutes; 1 at the least, also for an empty text.
    public static func minutes(for text: String) -> Int { minutes(forWords: words(in: text)) }

    /// The same for a text of so many words.
    public static func minutes(forWords words: Int) -> Int {
        max(1, (words + wordsPerMinute - 1) / wordsPerMinute)
    }
}
