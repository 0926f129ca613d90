// SPDX-License-Identifier: MIT

/// A document's bytes as UTF-8, with the encoding that they were in.
public struct DocumentText: Sendable {
    /// The text, without a byte order mark.
    public let utf8: [UInt8]
    /// The encoding that the bytes were read in, as a label of the web (`utf-8`, `windows-1252`, `gb18030`).
    public let encoding: String
    /// What was wrong, in plain words; empty when label and bytes agree.
    public let warnings: [String]

    /// Decides the encoding by the byte order mark, the HTTP header, the XML declaration and the bytes themselves.
    ///
    /// **Shape**: never fails; what cannot be read becomes U+FFFD. A label is believed as long as the bytes do not
    /// contradict it: text that is valid UTF-8 with characters beyond ASCII is UTF-8 whatever it says, and text that
    /// is not is never read as UTF-8 unless nearly all of it is.
    public init(_ bytes: [UInt8], contentType: String? = nil) {
        if let wide = WideText(bytes) {
            self.init(utf8: wide.utf8, encoding: wide.encoding, warnings: [])
            return
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        let header = DocumentText.charset(of: contentType)
        let label = header ?? DocumentText.declaredEncoding(body)
        let evidence = UTF8Evidence(body)
        if evidence.invalid == 0, evidence.sequences > 0 || bytes.count > body.count || !isLegacy(label) {
            let isWrong = evidence.sequences > 0 && isLegacy(label)
            self.init(
                utf8: body.count == bytes.count ? bytes : Array(body), encoding: "utf-8",
                warnings: isWrong ? ["the document says \(label ?? "") but is UTF-8"] : [])
        } else if evidence.invalid > 0, !isLegacy(label) {
            self.init(broken: body, evidence: evidence, label: label)
        } else {
            self.init(legacy: body, label: label ?? "windows-1252")
        }
    }

    private init(utf8: [UInt8], encoding: String, warnings: [String]) {
        self.utf8 = utf8
        self.encoding = encoding
        self.warnings = warnings
    }

    private init(broken body: ArraySlice<UInt8>, evidence: UTF8Evidence, label: String?) {
        let said = label ?? "nothing about its encoding"
        let isCut = evidence.isCutAtEnd && evidence.invalid <= 3 && label?.lowercased() == "utf-8"
        if evidence.sequences > evidence.invalid || isCut {
            self.init(
                utf8: Array(String(decoding: body, as: UTF8.self).utf8), encoding: "utf-8",
                warnings: ["some bytes are not UTF-8 and were replaced"])
        } else if let guess = EncodingGuess.label(for: body),
            let text = LegacyEncoding.utf8(body, from: guess)
        {
            self.init(
                utf8: text, encoding: guess, warnings: ["the document says \(said) but was read as \(guess)"])
        } else {
            self.init(
                utf8: Windows1252.utf8(body), encoding: "windows-1252",
                warnings: ["the document says \(said) but was read as windows-1252"])
        }
    }

    private init(legacy body: ArraySlice<UInt8>, label: String) {
        let name = label.lowercased()
        if isWestern(name) {
            self.init(utf8: Windows1252.utf8(body), encoding: name, warnings: [])
        } else if let text = LegacyEncoding.utf8(body, from: name) {
            let encoding = LegacyEncoding.iconvName(for: name) == "GB18030" ? "gb18030" : name
            self.init(utf8: text, encoding: encoding, warnings: [])
        } else {
            self.init(
                utf8: Windows1252.utf8(body), encoding: "windows-1252",
                warnings: ["the encoding \(name) is not known; read as windows-1252"])
        }
    }
}

extension DocumentText {
    /// The charset parameter of a content type.
    static func charset(of contentType: String?) -> String? {
        guard let contentType, let place = contentType.lowercased().firstRange(of: "charset") else {
            return nil
        }
        let rest = contentType.lowercased()[place.upperBound...].drop { $0 == " " }
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().drop { $0 == " " || $0 == "\"" || $0 == "'" }
        let label = String(value.prefix { $0 != ";" && $0 != "\"" && $0 != "'" && $0 != " " && $0 != "," })
        return label.isEmpty ? nil : label
    }

    /// The encoding that an XML declaration in the first kilobyte names.
    static func declaredEncoding(_ bytes: ArraySlice<UInt8>) -> String? {
        let head = Array(bytes.prefix(1024))
        guard let start = head.place(of: "<?xml", from: 0),
            let end = head[start...].firstIndex(of: UInt8(ascii: ">")),
            var place = head.place(of: "encoding", from: start), place < end
        else { return nil }
        let passed: [UInt8] = [0x20, 9, 10, 13, UInt8(ascii: "="), 0x22, 0x27]
        place += "encoding".utf8.count
        while place < end, passed.contains(head[place]) { place += 1 }
        let label = head[place..<end].prefix {
            (0x61...0x7A).contains($0 | 32) || (0x2D...0x3A).contains($0) || $0 == UInt8(ascii: "_")
        }
        return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
    }
}

private func isWestern(_ label: String) -> Bool {
    [
        "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii", "iso8859-1",
        "iso_8859-1",
    ]
    .contains(label)
}

/// Whether a label names something else than UTF-8, ASCII or (which the bytes have already disproved) UTF-16.
private func isLegacy(_ label: String?) -> Bool {
    guard let name = label?.lowercased() else { return false }
    if name.hasPrefix("utf") || name.hasPrefix("ucs") || name == "us-ascii" || name == "ascii" {
        return false
    }
    return isWestern(name) || LegacyEncoding.utf8([0x61], from: name) != nil
}
