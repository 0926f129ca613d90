// SPDX-License-Identifier: MIT

public import Model

/// Finds the texts among very many whose fingerprints nearly equal one.
///
/// The 64 bits are parted into seven blocks. Two fingerprints that differ in six bits at most agree in one whole block,
/// so only those with a block in common are compared: at a million texts some 14,000, each by one exclusive-or.
///
/// **Shape**: a key is what the caller finds the text by, such as its place in a list. A text whose key is added twice
/// is held twice.
/// **Units**: 44 bytes a text.
public struct FingerprintIndex: Sendable {
    /// A text that is nearly the same.
    public struct Match: Hashable, Sendable {
        /// The text's key.
        public let key: Int
        /// In how many bits it differs, 0...``FingerprintIndex/mostDistance``.
        public let distance: Int
    }

    /// The most bits in which two fingerprints may differ and still be found.
    public static let mostDistance = 6

    private static let blockCount = 7
    private static let blockBits = 9
    private var fingerprints: [UInt64] = []
    private var keys: [Int] = []
    private var buckets: [[UInt32]]

    /// Holds nothing yet.
    public init() {
        buckets = [[UInt32]](
            repeating: [], count: FingerprintIndex.blockCount << (FingerprintIndex.blockBits + 1))
    }

    /// How many texts it holds.
    public var count: Int { fingerprints.count }

    /// Adds a text.
    public mutating func insert(_ fingerprint: TextFingerprint, key: Int) {
        let place = UInt32(fingerprints.count)
        fingerprints.append(fingerprint.bits)
        keys.append(key)
        for block in 0..<FingerprintIndex.blockCount {
            buckets[FingerprintIndex.bucket(of: fingerprint.bits, block)].append(place)
        }
    }

    /// The texts that nearly equal one.
    ///
    /// **Shape**: the nearest first, among equals in the order they were added; at most `distance` bits differ, and
    /// never more than ``mostDistance``.
    ///
    /// - Parameter limit: the search ends with so many, which need not be the nearest.
    public func matches(
        for fingerprint: TextFingerprint, within distance: Int = FingerprintIndex.mostDistance,
        limit: Int = .max
    ) -> [Match] {
        let most = min(distance, FingerprintIndex.mostDistance)
        var found: [(place: UInt32, distance: Int)] = []
        search: for block in 0..<FingerprintIndex.blockCount {
            for place in buckets[FingerprintIndex.bucket(of: fingerprint.bits, block)] {
                let difference = fingerprints[Int(place)] ^ fingerprint.bits
                guard difference.nonzeroBitCount <= most else { continue }
                // Found in an earlier block already, where that one agrees too.
                if (0..<block).contains(where: { FingerprintIndex.part(of: difference, $0) == 0 }) {
                    continue
                }
                found.append((place, difference.nonzeroBitCount))
                if found.count == limit { break search }
            }
        }
        found.sort { ($0.distance, $0.place) < ($1.distance, $1.place) }
        return found.map { Match(key: keys[Int($0.place)], distance: $0.distance) }
    }

    /// A block's bits: nine each, ten for the last.
    private static func part(of bits: UInt64, _ block: Int) -> Int {
        let shifted = bits >> UInt64(block * blockBits)
        return Int(block == blockCount - 1 ? shifted & 0x3FF : shifted & 0x1FF)
    }

    private static func bucket(of bits: UInt64, _ block: Int) -> Int {
        block << (blockBits + 1) | part(of: bits, block)
    }
}
