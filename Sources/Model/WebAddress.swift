// SPDX-License-Identifier: MIT

/// An address on the web that Cairn may fetch, link to and print: absolute, `http` or `https`, with a host.
///
/// Anything else (`javascript:`, `file:`, a bare path) is no `WebAddress`, so a link that exists is a safe one.
public struct WebAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The address as it is printed, percent-encoded.
    public let text: String

    /// Reads an address, resolved against a base where it is relative.
    ///
    /// **Shape**: white space around it and line breaks inside it are dropped, hosts of other scripts become ASCII
    /// (`xn--…`); nil for another scheme, no host, credentials in the address, control characters or over 2,048 bytes.
    /// **Source**: RFC 3986 and, for hosts, UTS 46; the stripping is that of the URL standard.
    public init?(_ raw: String, relativeTo base: WebAddress? = nil) {
        guard let text = AddressReading.absolute(raw, base: base?.text) else { return nil }
        self.text = text
    }

    public var description: String { text }

    /// The host in lower case, without its port; an address of IPv6 without its brackets.
    public var host: String {
        let place = parts.authority ?? []
        if place.first == UInt8(ascii: "[") {
            return String(decoding: place.dropFirst().prefix { $0 != UInt8(ascii: "]") }, as: UTF8.self)
        }
        return String(decoding: place.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    }

    /// The port that a connection would use.
    public var port: Int { statedPort ?? (isSecure ? 443 : 80) }

    /// Whether the address begins with `https`.
    public var isSecure: Bool { text.hasPrefix("https:") }

    /// The path, `/` when there is none.
    public var path: String {
        let path = parts.path
        return path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
    }

    /// The path and, where there is one, the query: what a server is asked for.
    public var pathAndQuery: [UInt8] {
        let query = parts.query.map { [UInt8(ascii: "?")] + $0 } ?? []
        return Array(path.utf8) + query
    }

    /// The same page's address without what only tells who followed the link.
    ///
    /// **Shape**: equal for two addresses of one page: no scheme, no `www.`, no fragment, no campaign parameters, no
    /// slash at the end. It is a key to compare by, never an address to open.
    public var canonicalKey: String {
        var host = self.host
        if host.hasPrefix("www.") { host.removeFirst(4) }
        if let port = statedPort, port != 80, port != 443 { host += ":\(port)" }
        var path = self.path
        while path.hasSuffix("/") { path.removeLast() }
        let query = String(decoding: parts.query ?? [], as: UTF8.self).split(separator: "&")
            .filter { !WebAddress.isCampaign(parameter: $0) }.joined(separator: "&")
        return host + path + (query.isEmpty ? "" : "?" + query)
    }

    public static func < (left: WebAddress, right: WebAddress) -> Bool { left.text < right.text }
}

extension WebAddress: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let raw = try container.decode(String.self)
        guard let address = WebAddress(raw) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a web address")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

private extension WebAddress {
    var parts: AddressParts { AddressParts(Array(text.utf8)[...]) }

    var statedPort: Int? {
        let place = parts.authority ?? []
        guard let colon = place.lastIndex(of: UInt8(ascii: ":")), place.last != UInt8(ascii: "]") else {
            return nil
        }
        return Int(String(decoding: place[(colon + 1)...], as: UTF8.self))
    }

    static func isCampaign(parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return name.hasPrefix("utm_")
            || ["fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "msclkid"].contains(name)
    }
}
