// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing
import Transport

/// `cairn serve`, from its first line to its end.
@Suite struct ServeTests {
    @Test func itServesWhatIsPublishedUntilItIsToldToEnd() async throws {
        try await Walk.withItems { walk, _ in
            let published = try await walk.cairn("publish", "--quiet")
            #expect(published.status == 0, "\(published.errors)")
            let ending = try await walk.serving("--json") { line in
                struct Said: Decodable { let url: String, port: Int, folder: String }
                let said = try JSONDecoder().decode(Said.self, from: Data(line.utf8))
                #expect(said.url == "http://127.0.0.1:\(said.port)/")
                let client = try CurlHTTPClient.reaching(port: said.port)
                let front = try await client.get(HTTPRequest(address: .sample(said.url)))
                #expect(front.status == 200)
                #expect(front.body == Array(try Data(contentsOf: URL(filePath: said.folder + "/index.html"))))
                #expect(front.field("x-content-type-options") == "nosniff")
                let health = try await client.get(HTTPRequest(address: .sample(said.url + "healthz")))
                let ready = try await client.get(HTTPRequest(address: .sample(said.url + "readyz")))
                #expect(ready.status == 200)
                #expect(health.status == 200)
                let none = try await client.get(HTTPRequest(address: .sample(said.url + "cairn.yaml")))
                #expect(none.status == 404)
            }
            #expect(ending.status == 0, "\(ending.errors)")
            #expect(!ending.isKilled)
            #expect(ending.errors == "")
        }
    }

    @Test func withoutTheDeskReadersCanSubscribeStill() async throws {
        try await Walk.withLibrary { walk, _ in
            let settings = [
                "CAIRN_BASE_URL": "https://learn.example.org/", "CAIRN_MAIL_SERVER": "mail.example.org",
                "CAIRN_MAIL_FROM": "News <news@example.org>",
            ]
            let ending = try await walk.serving("--json", "--no-desk", with: settings) { line in
                struct Said: Decodable { let url: String, port: Int }
                let said = try JSONDecoder().decode(Said.self, from: Data(line.utf8))
                #expect(!line.contains("sign_in_link"))
                let client = try CurlHTTPClient.reaching(port: said.port)
                for (path, status) in [
                    ("subscribe", 200), ("reading/room.css", 200), ("desk", 404),
                    ("api/v1/openapi.json", 404),
                ] {
                    let answer = try await client.get(HTTPRequest(address: .sample(said.url + path)))
                    #expect(answer.status == status, "\(path)")
                }
            }
            #expect(ending.status == 0, "\(ending.errors)")
        }
    }

    @Test func whatIsAskedIsLoggedWithoutWhoAsked() async throws {
        try await Walk.withLibrary { walk, _ in
            let ending = try await walk.serving("--verbose") { line in
                let url = try #require(line.split(separator: " ").last.map(String.init))
                let port = try #require(WebAddress(url)?.port)
                let client = try CurlHTTPClient.reaching(port: port)
                _ = try await client.get(HTTPRequest(address: .sample(url + "page?q=private")))
            }
            #expect(ending.errors.contains("GET /page 404"))
            #expect(!ending.errors.contains("private"))
            #expect(!ending.errors.contains("127.0.0.1"))
        }
    }
}

extension CurlHTTPClient {
    static func reaching(port: Int) throws -> CurlHTTPClient {
        let guarding = try #require(AddressGuard(allowing: ["127.0.0.1:\(port)"]))
        // The claims are about what comes, not about how soon: hundreds of other tests may be at work.
        return CurlHTTPClient(limits: HTTPLimits(time: .seconds(300)), guarding: guarding, userAgent: "test")
    }
}
