// SPDX-License-Identifier: MIT

public import Model

/// Says which network addresses a transfer may reach: the public ones, and those that the settings name.
///
/// It judges the address that a connection is about to be made to, after the name was looked up, so a name that points
/// into a private network gains nothing.
/// **Source**: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates).
public struct AddressGuard: Hashable, Sendable {
    private let exceptions: [Exception]

    /// Reads the exceptions of the settings.
    ///
    /// - Parameter allowed: `ADDRESS`, `ADDRESS:PORT`, `[ADDRESS]:PORT` or `ADDRESS/BITS` each.
    /// - Returns: nil when one of them cannot be read; see ``unreadable(in:)``.
    public init?(allowing allowed: [String] = []) {
        let read = allowed.map { Exception($0) }
        guard !read.contains(nil) else { return nil }
        exceptions = read.compactMap { $0 }
    }

    /// The first exception that cannot be read.
    public static func unreadable(in allowed: [String]) -> String? { allowed.first { Exception($0) == nil } }

    /// Whether a connection may be made.
    ///
    /// - Parameters:
    ///   - address: 4 or 16 bytes, network order.
    ///   - port: the port.
    public func allows(address: [UInt8], port: Int) -> Bool {
        if exceptions.contains(where: { $0.covers(address, port: port) }) { return true }
        return AddressGuard.isPublic(address)
    }

    /// Whether others may be told to come to a web address: one of the public internet, or one that the settings name.
    ///
    /// A name is not looked up; one that by its ending is nobody's on the internet is none.
    /// **Source**: RFC 6761, RFC 6762, RFC 8375 and the IANA registry of special-use domain names.
    public func mayBeReached(_ address: WebAddress) -> Bool {
        if let bytes = NumericAddress.bytes(of: address.host) {
            return allows(address: bytes, port: address.port)
        }
        let labels = address.host.split(separator: ".").map(String.init)
        guard labels.count > 1, let last = labels.last else { return false }
        return !AddressGuard.privateEndings.contains(last) && !address.host.hasSuffix(".home.arpa")
    }

    private static let privateEndings: Set<String> = [
        "local", "localhost", "internal", "lan", "home", "corp", "intranet", "invalid", "test", "example",
        "onion",
        "alt",
    ]

    /// Whether an address belongs to the public internet.
    static func isPublic(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: return !special4.contains { $0.covers(address) }
        case 16:
            // Addresses that carry an IPv4 address inside are judged by that one.
            if let inner = innerIPv4(of: address) { return isPublic(inner) }
            // Only global unicast is public; the rest is loopback, link-local, unique local, multicast, reserved.
            return global6.covers(address) && !special6.contains { $0.covers(address) }
        default: return false
        }
    }

    private static func innerIPv4(of address: [UInt8]) -> [UInt8]? {
        if mapped.covers(address) || translated.covers(address) { return Array(address[12..<16]) }
        if sixToFour.covers(address) { return Array(address[2..<6]) }
        return nil
    }

    private static let special4: [Prefix] = [
        Prefix([0], 8), Prefix([10], 8), Prefix([100, 64], 10), Prefix([127], 8), Prefix([169, 254], 16),
        Prefix([172, 16], 12), Prefix([192, 0, 0], 24), Prefix([192, 0, 2], 24), Prefix([192, 88, 99], 24),
        Prefix([192, 168], 16), Prefix([198, 18], 15), Prefix([198, 51, 100], 24), Prefix([203, 0, 113], 24),
        Prefix([224], 3),
    ]
    private static let global6 = Prefix([0x20], 3)
    private static let special6: [Prefix] = [
        Prefix([0x20, 0x01, 0x00], 23), Prefix([0x20, 0x01, 0x0d, 0xb8], 32), Prefix([0x3f, 0xff, 0x00], 20),
    ]
    private static let mapped = Prefix([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96)
    private static let translated = Prefix([0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 96)
    private static let sixToFour = Prefix([0x20, 0x02], 16)
}

/// The first bits of an address.
private struct Prefix: Hashable, Sendable {
    let bytes: [UInt8]
    let bits: Int

    init(_ bytes: [UInt8], _ bits: Int) {
        self.bytes = bytes
        self.bits = bits
    }

    func covers(_ address: [UInt8]) -> Bool {
        for bit in 0..<bits {
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            let wanted = bit / 8 < bytes.count ? bytes[bit / 8] : 0
            guard bit / 8 < address.count, address[bit / 8] & mask == wanted & mask else { return false }
        }
        return true
    }
}

/// One exception of the settings.
private struct Exception: Hashable, Sendable {
    let prefix: Prefix
    let length: Int
    let port: Int?

    init?(_ text: String) {
        var host = Substring(text)
        var port: Int?
        var bits: Int?
        if let slash = host.lastIndex(of: "/") {
            guard let number = Int(host[host.index(after: slash)...]) else { return nil }
            bits = number
            host = host[..<slash]
        } else if host.hasPrefix("["), let close = host.lastIndex(of: "]") {
            let rest = host[host.index(after: close)...]
            if !rest.isEmpty {
                guard rest.hasPrefix(":"), let number = Int(rest.dropFirst()) else { return nil }
                port = number
            }
            host = host[host.index(after: host.startIndex)..<close]
        } else if host.count(where: { $0 == ":" }) == 1, let colon = host.lastIndex(of: ":") {
            guard let number = Int(host[host.index(after: colon)...]) else { return nil }
            port = number
            host = host[..<colon]
        }
        guard let bytes = NumericAddress.bytes(of: String(host)) else { return nil }
        let width = bytes.count * 8
        guard (0...width).contains(bits ?? width), (1...65_535).contains(port ?? 1) else { return nil }
        self.prefix = Prefix(bytes, bits ?? width)
        self.length = bytes.count
        self.port = port
    }

    func covers(_ address: [UInt8], port: Int) -> Bool {
        address.count == length && (self.port == nil || self.port == port) && prefix.covers(address)
    }
}
