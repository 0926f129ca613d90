// SPDX-License-Identifier: MIT

public import Model

/// Finds the texts among very many whose fingerprints nearly equal one.
///
/// The 64 bits are parted into four blocks. Two fingerprints that differ in six bits at most differ in one bit at most of one
/// of them, so only those are compared whose block is that block or one bit beside it: at a million texts some 1,000, each by one
/// exclusive-or.
///
/// **Shape**: a key is what the caller finds the text by, such as its place in a list. A text whose key is added twice
/// is held twice.
/// **Units**: some 45 bytes a text.
/// **Source**: Manku, Jain and Das Sarma, "Detecting Near-Duplicates for Web Crawling" (WWW 2007), with four tables.
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

    private static let blockCount = 4
    private static let blockBits = 16
    /// What one block may differ by: nothing, or one bit.
    private static let variants = [0] + (0..<blockBits).map { 1 << $0 }
    private var fingerprints: [UInt64] = []
    private var keys: [Int] = []
    private var buckets: [[UInt32]]

    /// Holds nothing yet.
    public init() {
        buckets = [[UInt32]](
            repeating: [], count: FingerprintIndex.blockCount << FingerprintIndex.blockBits)
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
            let bucket = FingerprintIndex.bucket(of: fingerprint.bits, block)
            for variant in FingerprintIndex.variants {
                for place in buckets[bucket ^ variant] {
                    let difference = fingerprints[Int(place)] ^ fingerprint.bits
                    guard difference.nonzeroBitCount <= most,
                        !FingerprintIndex.isNear(difference, before: block)
                    else { continue }
                    found.append((place, difference.nonzeroBitCount))
                    if found.count == limit { break search }
                }
            }
        }
        found.sort { ($0.distance, $0.place) < ($1.distance, $1.place) }
        return found.map { Match(key: keys[Int($0.place)], distance: $0.distance) }
    }

    /// Whether two texts were found by an earlier block already.
    private static func isNear(_ difference: UInt64, before block: Int) -> Bool {
        (0..<block).contains { part(of: difference, $0).nonzeroBitCount <= 1 }
    }

    private static func part(of bits: UInt64, _ block: Int) -> Int {
        Int(bits >> UInt64(block * blockBits) & 0xFFFF)
    }

    private static func bucket(of bits: UInt64, _ block: Int) -> Int {
        block << blockBits | part(of: bits, block)
    }
}
