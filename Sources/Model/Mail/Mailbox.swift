// SPDX-License-Identifier: MIT

/// An address with the name that mail programs show: `Cairn News <news@example.org>`.
public struct Mailbox: Hashable, Sendable, Codable {
    /// What is shown in place of the address; nil where nobody said.
    public let name: String?
    /// Where mail goes.
    public let address: MailAddress

    /// - Parameter name: 200 bytes at the most.
    ///
    /// **Errors**: a name with control characters, an empty or a too long one.
    public init(name: String? = nil, address: MailAddress) throws(MailFlaw) {
        if let name { try MailFlaw.check(line: name, named: "the name", byteLimit: 200) }
        self.name = name
        self.address = address
    }

    /// Reads `NAME <ADDRESS>`, `"NAME" <ADDRESS>` or an address alone.
    ///
    /// **Errors**: what is wrong with either.
    public init(reading text: String) throws(MailFlaw) {
        guard text.last == ">", let open = text.lastIndex(of: "<") else {
            try self.init(address: MailAddress(reading: text))
            return
        }
        let address = try MailAddress(reading: String(text[text.index(after: open)...].dropLast()))
        var name = text[..<open].split(separator: " ").joined(separator: " ")
        if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") {
            name = String(name.dropFirst().dropLast())
        }
        try self.init(name: name.isEmpty ? nil : name, address: address)
    }
}
