// SPDX-License-Identifier: MIT

import Feeds
import Model
import Testing

@Suite struct PushSignatureTests {
    private let secret = PushSecret("a secret")
    private let body = Array("<feed/>".utf8)

    private func field(_ algorithm: KeyedDigest) -> String {
        "\(algorithm.rawValue)=\(algorithm.hex(of: body, key: Array(secret.text.utf8)))"
    }

    @Test(arguments: KeyedDigest.allCases)
    func theHubsOwnSignatureIsConfirmed(algorithm: KeyedDigest) throws {
        let signature = try #require(PushSignature(field(algorithm)))
        #expect(signature.confirms(body, under: secret))
    }

    @Test func theMethodsNameMayBeInAnyCase() throws {
        let signature = try #require(PushSignature(field(.sha256).replacing("sha256", with: "SHA256")))
        #expect(signature.confirms(body, under: secret))
    }

    @Test func anotherDocumentOrSecretIsNotConfirmed() throws {
        let signature = try #require(PushSignature(field(.sha256)))
        #expect(!signature.confirms(body + [0x20], under: secret))
        #expect(!signature.confirms([], under: secret))
        #expect(!signature.confirms(body, under: PushSecret("a secreT")))
        #expect(!signature.confirms(body, under: PushSecret("")))
    }

    @Test func aSignatureByAnotherMethodIsNotConfirmed() throws {
        let digits = field(.sha1).dropFirst("sha1=".count)
        let signature = try #require(PushSignature("sha256=\(digits)"))
        #expect(!signature.confirms(body, under: secret))
    }

    @Test(arguments: ["", "sha256", "sha256=", "=00", "md5=d41d8cd98f00b204e9800998ecf8427e", "00"])
    func whatIsNoSignatureConfirmsNothing(field: String) {
        let confirms = PushSignature(field)?.confirms(body, under: secret) ?? false
        #expect(!confirms)
    }

    @Test func aPartOfTheDigitsIsNotEnough() throws {
        let signature = try #require(PushSignature(String(field(.sha256).dropLast())))
        #expect(!signature.confirms(body, under: secret))
        let longer = try #require(PushSignature(field(.sha256) + "0"))
        #expect(!longer.confirms(body, under: secret))
    }
}
