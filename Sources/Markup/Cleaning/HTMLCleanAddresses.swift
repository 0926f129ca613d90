// SPDX-License-Identifier: MIT

/// Links and images: whose addresses may stay.
extension HTMLCleaning {
    /// The longest address that is kept, in bytes.
    static let addressLimit = 16_384

    /// Writes the address of a link, and says whether it leads elsewhere; nil where it has none that may stay.
    mutating func write(hrefOf record: HTMLTree.Record) -> Bool? {
        guard let range = value(of: .href, in: record) else { return nil }
        if let target = plan?.target(of: tree.bytes[range]) {
            write(" href=\"#")
            let bytes = Array(target.utf8)
            escape(bytes, 0..<bytes.count, inQuotes: true)
            end()
            return false
        }
        return write(address: range, as: " href=\"", allowsMail: true) ? true : nil
    }

    /// Writes an image, if it has an address and can be seen.
    mutating func write(image record: HTMLTree.Record, at address: String? = nil) {
        let sizes = [HTMLName.width, .height].map { value(of: $0, in: record).flatMap(number) }
        if sizes.contains(0) || sizes.allSatisfy({ $0 == 1 }) { return }
        let start = out.count
        out += rules.start(.img)
        let isShown =
            address.map { write(address: $0.utf8, as: " src=\"", allowsMail: false) }
            ?? writeSource(of: record)
        guard isShown else {
            out.removeLast(out.count - start)
            return
        }
        write(" alt=\"")
        if let words = value(of: .alt, in: record) { escape(tree.bytes, words, inQuotes: true) }
        write("\"")
        write(attributesOf: record, as: .img)
        write(" loading=\"lazy\" referrerpolicy=\"no-referrer\">")
        contentEnd = out.count
        isAtEdge = false
    }

    /// The address of an image; pages that load late by scripts keep the true one elsewhere.
    private mutating func writeSource(of record: HTMLTree.Record) -> Bool {
        if let range = value(of: .src, in: record), write(address: range, as: " src=\"", allowsMail: false) {
            return true
        }
        for place in record.attributePlaces where tree.attributes[place].name == .other {
            let attribute = tree.attributes[place]
            guard Self.lateSources.contains(where: { tree.bytes[attribute.nameRange].elementsEqual($0.utf8) })
            else { continue }
            if write(address: attribute.value, as: " src=\"", allowsMail: false) { return true }
        }
        return false
    }

    private static let lateSources = ["data-src", "data-original", "data-lazy-src"]

    private func value(of name: HTMLName, in record: HTMLTree.Record) -> Range<Int>? {
        for place in record.attributePlaces where tree.attributes[place].name == name {
            return tree.attributes[place].value
        }
        return nil
    }

    // MARK: Addresses

    /// Writes an address with the attribute it belongs to; false where it may not stay.
    @discardableResult
    mutating func write(address range: Range<Int>, as attribute: StaticString, allowsMail: Bool) -> Bool {
        write(address: tree.bytes[range], as: attribute, allowsMail: allowsMail)
    }

    private mutating func write(
        address bytes: some Collection<UInt8>, as attribute: StaticString, allowsMail: Bool
    ) -> Bool {
        guard strip(bytes) else { return false }
        if let resolve {
            guard let resolved = resolve(String(decoding: address, as: UTF8.self)),
                strip(Array(resolved.utf8))
            else { return false }
        }
        guard HTMLCleaning.isAllowed(address, allowsMail: allowsMail) else { return false }
        write(attribute)
        let stripped = address
        escape(stripped, 0..<stripped.count, inQuotes: true)
        end()
        return true
    }

    /// Puts an address into `address` without what browsers ignore; false where nothing is left or it is too long.
    ///
    /// **Source**: the URL standard, section 4.4: spaces and controls at both ends go, tabs and line ends within. Other
    /// controls within go too, and spaces are written as `%20`, which makes no other address of it.
    private mutating func strip(_ bytes: some Collection<UInt8>) -> Bool {
        address.removeAll(keepingCapacity: true)
        guard bytes.count <= Self.addressLimit else { return false }
        var spaces = 0
        for byte in bytes where byte >= 0x20 && byte != 0x7F {
            if byte == 0x20 {
                spaces += 1
                continue
            }
            if spaces > 0, !address.isEmpty {
                for _ in 0..<spaces { address += "%20".utf8 }
            }
            spaces = 0
            address.append(byte)
        }
        return !address.isEmpty && address.count <= Self.addressLimit
    }

    /// Whether an address has an allowed scheme, or none.
    ///
    /// A colon before the first `/`, `?` or `#` ends a scheme or something that might pass for one.
    static func isAllowed(_ address: [UInt8], allowsMail: Bool) -> Bool {
        for (place, byte) in address.enumerated() {
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): return true
            case UInt8(ascii: ":"):
                let scheme = address[..<place].map { $0 | 32 }
                return scheme.elementsEqual("https".utf8) || scheme.elementsEqual("http".utf8)
                    || allowsMail && scheme.elementsEqual("mailto".utf8)
            default: break
            }
        }
        return true
    }
}
