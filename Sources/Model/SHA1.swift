// SPDX-License-Identifier: MIT

/// The digest that most WebSub hubs sign with; for nothing else.
///
/// **Source**: FIPS 180-4, sections 5.1.1 and 6.1.2.
enum SHA1 {
    /// Twenty bytes.
    static func digest(_ message: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
        var words = [UInt32](repeating: 0, count: 80)
        let whole = message.count / 64 * 64
        message.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: whole, by: 64) { mix(bytes, at: start, &state, &words) }
        }
        var end = Array(message[whole...]) + [0x80]
        end += [UInt8](repeating: 0, count: (120 - end.count) % 64)
        end += (0..<8).map {
            UInt8(truncatingIfNeeded: (UInt64(message.count) << 3) >> (56 - 8 * UInt64($0)))
        }
        end.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: 64) { mix(bytes, at: start, &state, &words) }
        }
        return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
    }

    private static func mix(
        _ bytes: UnsafeRawBufferPointer, at start: Int, _ state: inout [UInt32], _ words: inout [UInt32]
    ) {
        for place in 0..<16 {
            words[place] = UInt32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * place, as: UInt32.self))
        }
        for place in 16..<80 {
            words[place] = left(
                words[place - 3] ^ words[place - 8] ^ words[place - 14] ^ words[place - 16], 1)
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for place in 0..<80 {
            let (choice, constant): (UInt32, UInt32) =
                switch place {
                case 0..<20: ((b & c) | (~b & d), 0x5a82_7999)
                case 20..<40: (b ^ c ^ d, 0x6ed9_eba1)
                case 40..<60: ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc)
                default: (b ^ c ^ d, 0xca62_c1d6)
                }
            let next = left(a, 5) &+ choice &+ e &+ constant &+ words[place]
            (a, b, c, d, e) = (next, a, left(b, 30), c, d)
        }
        for (place, word) in [a, b, c, d, e].enumerated() { state[place] &+= word }
    }

    private static func left(_ word: UInt32, _ count: UInt32) -> UInt32 {
        (word << count) | (word >> (32 - count))
    }
}
