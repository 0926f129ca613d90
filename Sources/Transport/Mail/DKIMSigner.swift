// SPDX-License-Identifier: MIT

import CCrypto
import Foundation
import Model

/// Signs mails in the name of a domain, so that other servers can tell them from forged ones.
///
/// **Source**: RFC 6376 (relaxed headers, simple body), RFC 8463 for Ed25519.
public struct DKIMSigner: Sendable {
    private let domain: String
    private let selector: String
    private let pem: String
    private let algorithm: Algorithm

    private enum Algorithm: String, Sendable {
        case rsa = "rsa-sha256"
        case ed25519 = "ed25519-sha256"
    }

    /// - Parameters:
    ///   - domain: whose name it is: that of the sender's address, or one above it.
    ///   - selector: under which the public key stands in the domain's records.
    ///   - pem: the private key, RSA of 1,024 bits or more or Ed25519, without a password.
    ///
    /// **Errors**: ``Failure`` for a key that cannot sign, or a name that is none.
    public init(domain: String, selector: String, pem: String) throws(Failure) {
        guard MailAddress("a@\(domain)") != nil else { throw .badName(domain) }
        guard MailAddress("a@\(selector).example") != nil else { throw .badName(selector) }
        self.domain = domain.lowercased()
        self.selector = selector
        self.pem = pem
        guard let key = PrivateKey(pem: pem) else { throw .noKey }
        switch key.kind {
        case EVP_PKEY_RSA:
            guard key.bits >= 1024 else { throw .weakKey(bits: key.bits) }
            algorithm = .rsa
        case EVP_PKEY_ED25519: algorithm = .ed25519
        default: throw .otherKind
        }
    }

    /// Why a key signs nothing.
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// There is no private key in the file, or it has a password.
        case noKey
        /// The key is neither RSA nor Ed25519.
        case otherKind
        /// Others do not accept so short a key.
        case weakKey(bits: Int)
        /// A domain or a selector that cannot be one.
        case badName(String)

        /// One sentence that an operator can act on.
        public var description: String {
            switch self {
            case .noKey: "there is no private key in it (PEM, without a password)"
            case .otherKind: "the key is neither RSA nor Ed25519"
            case .weakKey(let bits): "the key has \(bits) bits, and receivers want 1,024 or more"
            case .badName(let name): "\(name) cannot be a name in a domain's records"
            }
        }
    }

    /// The header field that signs a mail.
    ///
    /// - Parameters:
    ///   - fields: its other fields as they go out, each with its line break.
    ///   - body: as it goes out.
    func field(over fields: [String], body: [UInt8]) throws(MailFlaw) -> String {
        let named = fields.map { (name: DKIMSigner.name(of: $0), text: $0) }
        // `from` is named once more than it is there, so that nobody can add another (RFC 6376, section 8.15).
        let names = named.map(\.name) + ["from"]
        let start =
            "DKIM-Signature: v=1; a=\(algorithm.rawValue); c=relaxed/simple;\r\n d=\(domain); s=\(selector);\r\n"
            + " h=\(DKIMSigner.folded(names.joined(separator: ":"), at: ":"));\r\n"
            + " bh=\(DKIMSigner.base64(DKIMSigner.digest(of: body)));\r\n b="
        var signed = named.map { DKIMSigner.relaxed($0.text) + "\r\n" }.joined()
        signed += DKIMSigner.relaxed(start)
        guard let signature = signature(of: Array(signed.utf8)) else { throw .empty("the signature") }
        return start + DKIMSigner.folded(DKIMSigner.base64(signature), at: nil) + "\r\n"
    }
}

private extension DKIMSigner {
    static func name(of field: String) -> String { String(field.prefix { $0 != ":" }).lowercased() }

    /// A field in the form that is signed, without its line break (RFC 6376, section 3.4.2).
    static func relaxed(_ field: String) -> String {
        let value = field[(field.firstIndex(of: ":") ?? field.startIndex)...].dropFirst()
        let words = value.unicodeScalars.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
        return name(of: field) + ":" + words.map { String($0) }.joined(separator: " ")
    }

    /// The body's digest; an empty one has a line break all the same (RFC 6376, section 3.4.3).
    static func digest(of body: [UInt8]) -> [UInt8] {
        var end = body.count
        while end >= 2, body[end - 2] == 0x0D, body[end - 1] == 0x0A { end -= 2 }
        return sha256(Array(body[..<end]) + [0x0D, 0x0A])
    }

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        SHA256(bytes, bytes.count, &out)
        return out
    }

    static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// Broken into lines, after a mark or anywhere.
    static func folded(_ text: String, at mark: Character?) -> String {
        var lines: [String] = [""]
        let words = mark.map { mark in
            text.split(separator: mark).map { String($0) + String(mark) }
        }
        for word in words ?? text.map(String.init) {
            if lines[lines.count - 1].utf8.count + word.utf8.count > 70 { lines.append("") }
            lines[lines.count - 1] += word
        }
        let folded = lines.joined(separator: "\r\n ")
        return mark == nil ? folded : String(folded.dropLast())
    }

    func signature(of bytes: [UInt8]) -> [UInt8]? {
        guard let key = PrivateKey(pem: pem) else { return nil }
        switch algorithm {
        case .rsa: return key.signature(of: bytes, digest: EVP_sha256())
        case .ed25519: return key.signature(of: DKIMSigner.sha256(bytes), digest: nil)
        }
    }
}

/// A private key of libcrypto's.
private struct PrivateKey: ~Copyable {
    private let key: OpaquePointer

    init?(pem: String) {
        let bytes = Array(pem.utf8)
        let key = bytes.withUnsafeBytes {
            cairn_crypto_private_key($0.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
        }
        guard let key else { return nil }
        self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    var kind: Int32 { EVP_PKEY_get_base_id(key) }

    var bits: Int { Int(EVP_PKEY_get_bits(key)) }

    func signature(of bytes: [UInt8], digest: OpaquePointer?) -> [UInt8]? {
        guard let context = EVP_MD_CTX_new() else { return nil }
        defer { EVP_MD_CTX_free(context) }
        var count = 0
        guard EVP_DigestSignInit(context, nil, digest, nil, key) == 1,
            EVP_DigestSign(context, nil, &count, bytes, bytes.count) == 1
        else { return nil }
        var out = [UInt8](repeating: 0, count: count)
        guard EVP_DigestSign(context, &out, &count, bytes, bytes.count) == 1 else { return nil }
        return Array(out.prefix(count))
    }
}
