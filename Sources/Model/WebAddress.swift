// SPDX-License-Identifier: MIT

import FoundationEssentials

/// An address on the web that Cairn may fetch, link to and print: absolute, `http` or `https`, with a host.
///
/// Anything else (`javascript:`, `file:`, a bare path) is no `WebAddress`, so a link that exists is a safe one.
public struct WebAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The address as it is printed, percent-encoded.
    public let text: String

    /// Reads an address, resolved against a base where it is relative.
    ///
    /// **Shape**: white space around it and line breaks inside it are dropped; nil for another scheme, no host,
    /// credentials in the address, control characters or over 2,048 bytes.
    /// **Source**: RFC 3986; the stripping is that of the URL standard.
    public init?(_ raw: String, relativeTo base: WebAddress? = nil) {
        let stripped = WebAddress.stripped(raw)
        guard !stripped.isEmpty, stripped.utf8.count <= 2048 else { return nil }
        guard let resolved = URL(string: stripped, relativeTo: base.flatMap { URL(string: $0.text) }) else {
            return nil
        }
        let url = resolved.absoluteURL
        guard let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https" else { return nil }
        guard let host = url.host(percentEncoded: true), !host.isEmpty else { return nil }
        guard url.user(percentEncoded: true) == nil, url.password(percentEncoded: true) == nil else {
            return nil
        }
        var whole = url.absoluteString
        if host.utf8.contains(where: { (0x41...0x5A).contains($0) }) {
            guard let place = whole.firstRange(of: host) else { return nil }
            whole.replaceSubrange(place, with: host.lowercased())
        }
        whole.replaceSubrange(
            whole.startIndex..<whole.index(whole.startIndex, offsetBy: scheme.count), with: scheme)
        self.text = whole
    }

    public var description: String { text }

    /// The host in lower case, without its port.
    public var host: String { URL(string: text)?.host(percentEncoded: true) ?? "" }

    /// The port that a connection would use.
    public var port: Int { URL(string: text)?.port ?? (isSecure ? 443 : 80) }

    /// Whether the address begins with `https`.
    public var isSecure: Bool { text.hasPrefix("https:") }

    /// The path, `/` when there is none.
    public var path: String {
        let path = URL(string: text)?.path(percentEncoded: true) ?? ""
        return path.isEmpty ? "/" : path
    }

    /// The same page's address without what only tells who followed the link.
    ///
    /// **Shape**: equal for two addresses of one page: no scheme, no `www.`, no fragment, no campaign parameters, no
    /// slash at the end. It is a key to compare by, never an address to open.
    public var canonicalKey: String {
        guard let url = URL(string: text) else { return text }
        var host = self.host
        if host.hasPrefix("www.") { host.removeFirst(4) }
        if let port = url.port, port != 80, port != 443 { host += ":\(port)" }
        var path = self.path
        while path.hasSuffix("/") { path.removeLast() }
        let query = (url.query(percentEncoded: true) ?? "").split(separator: "&")
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
    static func stripped(_ raw: String) -> String {
        if raw.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return raw }
        let kept = raw.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\t" }
        guard let first = kept.firstIndex(where: { $0.value > 32 }),
            let last = kept.lastIndex(where: { $0.value > 32 })
        else { return "" }
        let inner = kept[first...last]
        guard inner.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else { return "" }
        return String(String.UnicodeScalarView(inner)).replacing(" ", with: "%20")
    }

    static func isCampaign(parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return name.hasPrefix("utm_")
            || ["fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "msclkid"].contains(name)
    }
}
