// SPDX-License-Identifier: MIT

/// Reads, resolves and writes web addresses byte by byte.
///
/// **Source**: RFC 3986, sections 3 and 5.2; what is dropped around and inside an address is what the URL standard
/// drops.
enum AddressReading {
    /// The most bytes of an address, as it comes and as it is written.
    static let byteLimit = 2048

    /// The absolute form of an address; nil for one that Cairn must not open.
    static func absolute(_ raw: String, base: String?) -> String? {
        var raw = raw
        let isPlain = raw.withUTF8 { AddressReading.isPlain($0) }
        if isPlain { return raw }
        let bytes = stripped(Array(raw.utf8))
        guard !bytes.isEmpty, bytes.count <= byteLimit else { return nil }
        let reference = AddressParts(bytes[...])
        guard let whole = resolved(reference, base), let scheme = whole.scheme,
            let authority = whole.authority
        else { return nil }
        let name = String(decoding: scheme, as: UTF8.self).lowercased()
        guard name == "http" || name == "https", let place = HostReading.normalised(authority) else {
            return nil
        }
        var out = Array(name.utf8) + Array("://".utf8) + place
        encode(whole.path, into: &out)
        if let query = whole.query {
            out.append(UInt8(ascii: "?"))
            encode(query, into: &out)
        }
        if let fragment = whole.fragment {
            out.append(UInt8(ascii: "#"))
            encode(fragment, into: &out)
        }
        return out.count <= byteLimit ? String(decoding: out, as: UTF8.self) : nil
    }
}

private extension AddressReading {
    /// Whether an address is already as this would write it, as nearly all are.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 8, bytes.count <= byteLimit else { return false }
        guard bytes[0] == 0x68, bytes[1] == 0x74, bytes[2] == 0x74, bytes[3] == 0x70 else { return false }
        var place = bytes[4] == UInt8(ascii: "s") ? 5 : 4
        for mark in "://".utf8 {
            guard bytes[place] == mark else { return false }
            place += 1
        }
        let start = place
        while place < bytes.count, HostReading.isPlain(bytes[place]) { place += 1 }
        guard place > start else { return false }
        guard place < bytes.count else { return true }
        guard bytes[place] == 0x2F || bytes[place] == 0x3F || bytes[place] == 0x23 else { return false }
        var hasFragment = false
        while place < bytes.count, isAllowed(bytes[place]) || bytes[place] == 0x23 && !hasFragment {
            if bytes[place] == 0x23 { hasFragment = true }
            place += 1
        }
        return place == bytes.count
    }

    /// The bytes without line breaks, and without white space at either end; empty where there are other controls.
    static func stripped(_ bytes: [UInt8]) -> [UInt8] {
        let kept = bytes.filter { $0 != 9 && $0 != 10 && $0 != 13 }
        guard let first = kept.firstIndex(where: { $0 > 0x20 }),
            let last = kept.lastIndex(where: { $0 > 0x20 })
        else { return [] }
        let inner = kept[first...last]
        return inner.contains { $0 < 0x20 || $0 == 0x7F } ? [] : Array(inner)
    }

    static func resolved(_ reference: AddressParts, _ base: String?) -> AddressParts? {
        if reference.scheme != nil { return reference }
        guard let base else { return nil }
        let from = AddressParts(Array(base.utf8)[...])
        var whole = reference
        whole.scheme = from.scheme
        if reference.authority != nil { return whole }
        whole.authority = from.authority
        if reference.path.isEmpty {
            whole.path = from.path
            whole.query = reference.query ?? from.query
        } else if reference.path.first == UInt8(ascii: "/") {
            whole.path = withoutDots(reference.path)
        } else {
            let folder = from.path.lastIndex(of: UInt8(ascii: "/")).map { from.path[...$0] } ?? [0x2F]
            whole.path = withoutDots(folder + reference.path)
        }
        return whole
    }

    /// RFC 3986, section 5.2.4, for a path that begins with a slash.
    static func withoutDots(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var kept: [ArraySlice<UInt8>] = []
        let segments = path.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isUp = segment.elementsEqual("..".utf8)
            if isUp { _ = kept.popLast() }
            if !isUp, !segment.elementsEqual(".".utf8) {
                kept.append(segment)
            } else if index == segments.count - 1 {
                kept.append([])
            }
        }
        return kept.reduce(into: []) { $0 += [0x2F] + $1 }
    }

    static func encode(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        for place in bytes.indices {
            let byte = bytes[place]
            let rest = bytes[place...].dropFirst().prefix(2)
            let isEscape = byte == UInt8(ascii: "%") && rest.count == 2 && rest.allSatisfy { isHex($0) }
            if isAllowed(byte) || isEscape {
                out.append(byte)
            } else {
                out.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
    }

    static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 32)
    }

    /// What may stand in a path, a query or a fragment; `%` only as part of an escape.
    static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
        case 0x21, 0x24, 0x26...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E: true
        default: false
        }
    }
}

/// The five parts of an address, as written.
struct AddressParts {
    var scheme: ArraySlice<UInt8>?
    var authority: ArraySlice<UInt8>?
    var path: ArraySlice<UInt8>
    var query: ArraySlice<UInt8>?
    var fragment: ArraySlice<UInt8>?

    init(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
            fragment = rest[(mark + 1)...]
            rest = rest[..<mark]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = rest[(mark + 1)...]
            rest = rest[..<mark]
        }
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")), AddressParts.isScheme(rest[..<colon]) {
            scheme = rest[..<colon]
            rest = rest[(colon + 1)...]
        }
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            authority = rest[..<end]
            rest = rest[end...]
        }
        path = rest
    }

    private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, (0x61...0x7A).contains(first | 32) else { return false }
        return bytes.allSatisfy {
            (0x61...0x7A).contains($0 | 32) || (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0)
        }
    }
}
