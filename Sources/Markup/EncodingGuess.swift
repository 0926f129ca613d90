// SPDX-License-Identifier: MIT

/// Guesses the code page of text that says nothing about it and is not UTF-8.
///
/// It looks at where the bytes above 127 lie: in pairs whose first bytes are those of the commonest signs of Chinese,
/// Japanese or Korean, or alone and so many that they must be letters of another alphabet. Everything else is Western.
enum EncodingGuess {
    /// A label, or nil for what is most likely Western.
    ///
    /// **Source**: the idea is that of Li and Momoi, "A composite approach to language/encoding detection" (2001); the
    /// shares are our own, from the order of the signs in each code page.
    static func label(for bytes: ArraySlice<UInt8>) -> String? {
        let text = outsideTags(bytes)
        return PairShares(text).label ?? alphabet(text)
    }
}

private extension EncodingGuess {
    static func outsideTags(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var isInside = false
        for byte in bytes.prefix(200_000) {
            if byte == UInt8(ascii: "<") { isInside = true }
            if !isInside { out.append(byte) }
            if byte == UInt8(ascii: ">") { isInside = false }
        }
        return out
    }

    /// Cyrillic and Hebrew: more letters above 127 than below.
    static func alphabet(_ text: [UInt8]) -> String? {
        var latin = 0
        var low = 0
        var high = 0
        var last: UInt8 = 0
        for byte in text {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A: latin += 1
            case 0xC0...0xDF: low += 1
            case 0xE0...0xFF:
                high += 1
                last = max(last, byte)
            default: break
            }
        }
        guard low + high > 8, low + high > latin else { return nil }
        if low > 2 * high { return "koi8-r" }
        return low * 20 < high && last <= 0xFA ? "windows-1255" : "windows-1251"
    }
}

/// How the first bytes of two-byte characters are spread.
private struct PairShares {
    private var pairs = 0
    private var single = 0
    private var lowTrails = 0
    private var leads = [Int](repeating: 0, count: 256)

    init(_ text: [UInt8]) {
        var index = 0
        while index < text.count {
            let lead = text[index]
            let trail = index + 1 < text.count ? text[index + 1] : 0
            if lead >= 0x81, trail >= 0x40, trail != 0x7F, trail != 0xFF {
                pairs += 1
                leads[Int(lead)] += 1
                if trail < 0xA1 { lowTrails += 1 }
                index += 2
            } else {
                if lead >= 0x80 { single += 1 }
                index += 1
            }
        }
    }

    var label: String? {
        guard pairs >= 6, single * 10 <= pairs else { return nil }
        let latinTrails = Double(lowTrails) / Double(pairs)
        if share(0x82...0x83) > 0.3 { return "shift_jis" }
        if share(0xA4...0xA5) > 0.35, latinTrails < 0.05 { return "euc-jp" }
        if share(0xA4...0xC8) > 0.8, share(0xA4...0xAF) > 0.15, latinTrails > 0.1 { return "big5" }
        if share(0xB0...0xC8) > 0.85, latinTrails < 0.05 { return "euc-kr" }
        if share(0xB0...0xD7) > 0.6, share(0xC9...0xD7) > 0.1, latinTrails < 0.2 { return "gb18030" }
        return nil
    }

    private func share(_ range: ClosedRange<Int>) -> Double {
        Double(leads[range].reduce(0, +)) / Double(max(pairs, 1))
    }
}
