// SPDX-License-Identifier: MIT

/// What a text is about to the bit: texts that share nearly all their words in nearly the same order have nearly the
/// same fingerprint.
///
/// **Shape**: 64 bits, the same on every machine and in every run, so it can be stored. Letters' case, punctuation and
/// white space do not count.
/// **Source**: Charikar, "Similarity Estimation Techniques from Rounding Algorithms" (STOC 2002), over pairs of words;
/// Manku, Jain and Das Sarma, "Detecting Near-Duplicates for Web Crawling" (WWW 2007).
public struct TextFingerprint: Hashable, Sendable {
    /// The bits.
    public let bits: UInt64

    /// The fewest words that make a fingerprint; below that, chance alone makes texts alike.
    public static let fewestWords = 24

    /// Holds bits that were stored.
    public init(bits: UInt64) { self.bits = bits }

    /// The fingerprint of a text; nil for one of fewer than ``fewestWords`` words.
    public init?(of text: String) {
        var words = TextWords(text)
        guard var first = words.next() else { return nil }
        var votes = [Int32](repeating: 0, count: 64)
        var count = 1
        while let second = words.next() {
            count += 1
            let pair = TextWords.mixed(first &* 0x9E37_79B9_7F4A_7C15 ^ second)
            for bit in 0..<64 { votes[bit] += pair >> UInt64(bit) & 1 == 1 ? 1 : -1 }
            first = second
        }
        guard count >= TextFingerprint.fewestWords else { return nil }
        var bits: UInt64 = 0
        for bit in 0..<64 where votes[bit] > 0 { bits |= 1 << UInt64(bit) }
        self.bits = bits
    }

    /// In how many of the 64 bits two fingerprints differ.
    public func distance(to other: TextFingerprint) -> Int { (bits ^ other.bits).nonzeroBitCount }
}
