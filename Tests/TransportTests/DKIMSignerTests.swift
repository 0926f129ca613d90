// SPDX-License-Identifier: MIT

import CCrypto
import Foundation
import Model
import Testing
import Transport

@Suite struct DKIMSignerTests {
    /// Made for these tests; they sign nothing else.
    private static let ed25519 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIPCPnzFyR914bju618UruBrsjvZqRuEoDjUewVBDITvI
        -----END PRIVATE KEY-----
        """

    private static let rsa = """
        -----BEGIN PRIVATE KEY-----
        MIICeAIBADANBgkqhkiG9w0BAQEFAASCAmIwggJeAgEAAoGBANCEk5Glc5hoGl2y
        Iu7b3rtD1L4/W4NAZ9ky1gKNEkcoSjHfw0mGqnogoSHlVbNmXhjsXQY93Uwl7gZk
        62uMfNCw+90uceemjkQl51Z5LD3gxMiOjN5ZO825Wnos5G0qhKSjroZZ3HRmAGyc
        BnJFR+Fb2RD7StSMvdoWYOPkbFipAgMBAAECgYAINkBtivuLdAYdzIctqwERlPFK
        8MnU2HN+jU76WL3wiXiqkCprud764lAWOqbuYsiv6JcdSNBvUEsYe17+JFFCAIcr
        6Yf+Ft0T+2tGkdRGIWXyVf+a7kKHQP4Tn+zgEIijh50oCqhLBj27IL9furHyAe6r
        7Bos/Rg+Uf52dtwMFQJBAPiMOGr1rrwEIl8J4Wa42rLhba+hklcYDesbhA9fR1sh
        UMPowWtxPFcaq6CoiynaG2Ze4qjw7YlAmvNBAGQ96pMCQQDWxRk85heBL+M9d2VK
        gaycE5X9xZz1Myvd+9mmDNXsrWneUNzajGD4G9973NBi+XUI8xqBwKaEAwIDzZ4j
        MWlTAkEAlu7f2+QyJi8EiF5BqNWcyYAn0b32VjlfSmS9P3CGrop+t1mDC7IKCIND
        sh5n1BSFCxeX4Svds7mt3wacLEOFTQJBAKe3tdTL7rERH4lBsxUzHQOpe+l4p/EH
        7ArngXld7rVsWw+k4EO/en5m7eiBcS7Jli7OAfYv5xmSa8FikkrzbEcCQQCu6hWI
        yoLF+Tu1cjmSt9Mr92Lrz5ebD3a7iMsJ/20MMO0gB4vD7P6DXXJQAwWycbryDqP/
        xWsh6vtUi2x8QHwT
        -----END PRIVATE KEY-----
        """

    private func message(_ pem: String) throws -> String {
        let head = MailHead(
            from: try Mailbox(name: "Cairn", address: MailAddress(reading: "news@example.org")),
            subject: String(repeating: "Long words, ", count: 12) + "end",
            date: Date(timeIntervalSince1970: 1_764_457_200),
            list: .init(title: "The weekly", id: "weekly.example.org"), issue: "weekly/3")
        let addressing = MailForm.Addressing(
            to: try MailAddress(reading: "ada@example.org"), messageID: "abc@example.org",
            unsubscribe: WebAddress("https://example.org/u/0123456789abcdef0123"))
        let signer = try DKIMSigner(domain: "example.org", selector: "k1", pem: pem)
        let bytes = try MailForm(head, text: "Two  spaces.\n\n\n", html: "<p>Hello.</p>\n")
            .message(addressing, signedBy: signer)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [(rsa, "rsa-sha256"), (ed25519, "ed25519-sha256")])
    func signaturesHoldForWhatGoesOut(pem: String, algorithm: String) throws {
        let message = try message(pem)
        let check = try #require(SignatureCheck(message))
        #expect(check.tags["a"] == algorithm)
        #expect(check.tags["d"] == "example.org")
        #expect(check.tags["s"] == "k1")
        #expect(check.tags["bh"] == check.bodyDigest)
        #expect(check.isRight(pem: pem))
        let names = try #require(check.tags["h"]).split(separator: ":")
        for name in [
            "from", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post", "list-id",
        ] {
            #expect(names.contains { $0 == name })
        }
        #expect(names.count { $0 == "from" } == 2)
        #expect(message.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
        let forged = try #require(SignatureCheck(message.replacing("Subject: Long", with: "Subject: Short")))
        #expect(!forged.isRight(pem: pem))
        let changed = try #require(SignatureCheck(message.replacing("Hello.", with: "Hallo.")))
        #expect(changed.tags["bh"] != changed.bodyDigest)
    }

    @Test func badKeysAndNamesAreRefused() {
        #expect(throws: DKIMSigner.Failure.noKey) {
            try DKIMSigner(domain: "example.org", selector: "k1", pem: "no key")
        }
        #expect(throws: DKIMSigner.Failure.badName("example")) {
            try DKIMSigner(domain: "example", selector: "k1", pem: DKIMSignerTests.ed25519)
        }
        #expect(throws: DKIMSigner.Failure.badName("k1; x=")) {
            try DKIMSigner(domain: "example.org", selector: "k1; x=", pem: DKIMSignerTests.ed25519)
        }
    }
}

/// A receiver's view of a signature, written from RFC 6376 and not from the signer.
private struct SignatureCheck {
    let tags: [String: String]
    let bodyDigest: String
    private let signed: [UInt8]

    init?(_ message: String) {
        let halves = message.split(separator: "\r\n\r\n", maxSplits: 1)
        guard halves.count == 2, halves[0].hasPrefix("DKIM-Signature:") else { return nil }
        var body = String(halves[1])
        while body.hasSuffix("\r\n\r\n") { body.removeLast() }
        bodyDigest = SignatureCheck.digest(Array(body.utf8)).base64EncodedString()
        var fields: [String] = []
        for line in halves[0].split(separator: "\r\n") {
            if line.first == " " {
                fields[fields.count - 1] += " " + line
            } else {
                fields.append(String(line))
            }
        }
        var tags: [String: String] = [:]
        for part in fields[0].dropFirst("DKIM-Signature:".count).split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            tags[pair[0].trimmingCharacters(in: .whitespaces)] = pair[1].filter { $0 != " " }
        }
        self.tags = tags
        var text = ""
        for name in (tags["h"] ?? "").split(separator: ":") {
            guard let place = fields.lastIndex(where: { $0.lowercased().hasPrefix(name + ":") }) else {
                continue
            }
            text += SignatureCheck.relaxed(fields.remove(at: place)) + "\r\n"
        }
        guard let signature = fields.first, let end = signature.range(of: " b=") else { return nil }
        signed = Array((text + SignatureCheck.relaxed(String(signature[..<end.upperBound]))).utf8)
    }

    func isRight(pem: String) -> Bool {
        guard let key = pem.withCString({ cairn_crypto_private_key($0, Int32(pem.utf8.count)) }),
            let context = EVP_MD_CTX_new(), let signature = Data(base64Encoded: tags["b"] ?? "")
        else { return false }
        defer {
            EVP_MD_CTX_free(context)
            EVP_PKEY_free(key)
        }
        let isRSA = tags["a"] == "rsa-sha256"
        guard EVP_DigestVerifyInit(context, nil, isRSA ? EVP_sha256() : nil, nil, key) == 1 else {
            return false
        }
        let bytes = isRSA ? signed : Array(SignatureCheck.digest(signed))
        return EVP_DigestVerify(context, Array(signature), signature.count, bytes, bytes.count) == 1
    }

    private static func relaxed(_ field: String) -> String {
        let parts = field.split(separator: ":", maxSplits: 1)
        let words = parts.last.map { $0.split(separator: " ").joined(separator: " ") } ?? ""
        return parts[0].lowercased() + ":" + words
    }

    private static func digest(_ bytes: [UInt8]) -> Data {
        var out = [UInt8](repeating: 0, count: 32)
        SHA256(bytes, bytes.count, &out)
        return Data(out)
    }
}
