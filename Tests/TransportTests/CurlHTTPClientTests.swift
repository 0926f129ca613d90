// SPDX-License-Identifier: MIT

import Model
import Synchronization
import TestSupport
import Testing
import Transport

@Suite struct CurlHTTPClientTests {
    @Test func documentComesWithItsFields() async throws {
        try await LoopbackServer.run { question in
            .init(
                "hello \(question.fields["if-none-match"] ?? "")", fields: ["ETag": "\"1\"", "X-Odd": "a: b"])
        } _: { server in
            let request = HTTPRequest(
                address: server.address("/feed"), fields: [HTTPField("If-None-Match", "W/\"x\"")])
            let response = try await client(for: server).get(request)
            #expect(response.status == 200)
            #expect(String(decoding: response.body, as: UTF8.self) == "hello W/\"x\"")
            #expect(response.field("etag") == "\"1\"")
            #expect(response.field("x-odd") == "a: b")
        }
    }

    @Test func aHeadIsAskedForWhereNoBodyIsWantedAndNothingSticks() async throws {
        let asked = SharedValue<[String]>([])
        try await LoopbackServer.run { question in
            asked.change { $0.append(question.method) }
            return .init(
                question.method == "HEAD" ? "" : "hello", fields: ["Content-Type": "text/html", "X-Odd": "a"])
        } _: { server in
            let client = client(for: server)
            for wantsBody in [true, false, true, false] {
                let response = try await client.get(
                    HTTPRequest(address: server.address("/a"), wantsBody: wantsBody))
                #expect(response.status == 200)
                #expect(response.field("x-odd") == "a")
                #expect(response.body.isEmpty == !wantsBody)
            }
        }
        #expect(asked.value == ["GET", "HEAD", "GET", "HEAD"])
    }

    @Test func aFormIsPostedAndARedirectOfItNotFollowed() async throws {
        let asked = Mutex<[String]>([])
        try await LoopbackServer.run { question in
            asked.withLock { $0.append("\(question.method) \(question.target) \(question.body)") }
            return .init(status: 307, fields: ["Location": "/else"])
        } _: { server in
            let client = client(for: server)
            let form = HTTPForm(
                address: server.address("/hub"),
                fields: [.init("hub.mode", "subscribe"), .init("a b", "ü&=+%\r\n*")])
            let posted = try await client.post(form)
            #expect(posted.status == 307)
            let got = try await client.get(
                HTTPRequest(address: server.address("/feed"), followsRedirects: false))
            #expect(got.status == 307)
        }
        #expect(
            asked.withLock { $0 } == [
                "POST /hub hub.mode=subscribe&a%20b=%C3%BC%26%3D%2B%25%0D%0A*", "GET /feed ",
            ])
    }

    @Test func weSayWhoWeAre() async throws {
        try await LoopbackServer.run { question in
            .init(question.fields["user-agent"] ?? "")
        } _: { server in
            let response = try await client(for: server).get(HTTPRequest(address: server.address("/")))
            #expect(String(decoding: response.body, as: UTF8.self) == "Cairn/test")
        }
    }

    @Test func loopbackIsRefusedUnlessTheSettingsNameIt() async throws {
        try await LoopbackServer.run { _ in
            .init("secret")
        } _: { server in
            let client = client(for: server, allowing: [])
            await #expect(throws: TransferError.forbiddenAddress(host: "127.0.0.1")) {
                try await client.get(HTTPRequest(address: server.address("/")))
            }
        }
    }

    @Test(arguments: ["http://0x7f.1:PORT/", "http://2130706433:PORT/", "http://[::ffff:127.0.0.1]:PORT/"])
    func oddSpellingsOfLoopbackAreRefusedToo(pattern: String) async throws {
        try await LoopbackServer.run { _ in
            .init("secret")
        } _: { server in
            let client = client(for: server, allowing: [])
            let address = WebAddress.sample(pattern.replacing("PORT", with: "\(server.port)"))
            await #expect(throws: TransferError.self) { try await client.get(HTTPRequest(address: address)) }
        }
    }

    @Test func redirectsAreFollowedAndKept() async throws {
        try await LoopbackServer.run { question in
            switch question.target {
            case "/old": .init(status: 301, fields: ["Location": "/newer?x=1"])
            case "/newer?x=1": .init(status: 302, fields: ["Location": "new"])
            default: .init("here")
            }
        } _: { server in
            let response = try await client(for: server).get(HTTPRequest(address: server.address("/old")))
            #expect(response.address == server.address("/new"))
            #expect(
                response.redirects == [
                    .init(status: 301, target: server.address("/newer?x=1")),
                    .init(status: 302, target: server.address("/new")),
                ])
        }
    }

    @Test(arguments: ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/"])
    func redirectsOffTheWebAreRefused(target: String) async throws {
        try await LoopbackServer.run { _ in
            .init(status: 302, fields: ["Location": target])
        } _: { server in
            await #expect(throws: TransferError.redirectRefused(target: target)) {
                try await client(for: server).get(HTTPRequest(address: server.address("/")))
            }
        }
    }

    @Test func redirectIntoAPrivateNetworkIsRefused() async throws {
        try await LoopbackServer.run { _ in
            .init(status: 302, fields: ["Location": "http://127.0.0.2:9/"])
        } _: { server in
            await #expect(throws: TransferError.forbiddenAddress(host: "127.0.0.2")) {
                try await client(for: server).get(HTTPRequest(address: server.address("/")))
            }
        }
    }

    @Test func circleOfRedirectsEnds() async throws {
        try await LoopbackServer.run { _ in
            .init(status: 302, fields: ["Location": "/again"])
        } _: { server in
            await #expect(throws: TransferError.tooManyRedirects(limit: 5)) {
                try await client(for: server).get(HTTPRequest(address: server.address("/")))
            }
        }
    }

    @Test func documentOverTheLimitIsRefused() async throws {
        let long = String(repeating: "x", count: 5000)
        try await LoopbackServer.run { _ in
            .init(long)
        } _: { server in
            await #expect(throws: TransferError.tooLarge(byteLimit: 1000)) {
                try await client(for: server, bytes: 1000).get(HTTPRequest(address: server.address("/")))
            }
        }
    }

    @Test func nobodyThereIsSaidSo() async throws {
        let port = try await LoopbackServer.run { _ in
            .init()
        } _: {
            $0.port
        }
        let gone = LoopbackServer(port: port)
        await #expect {
            try await client(for: gone).get(HTTPRequest(address: gone.address("/")))
        } throws: { error in
            if case TransferError.unreachable(host: "127.0.0.1", reason: _) = error { true } else { false }
        }
    }

    @Test func headerFieldsCannotSmuggleLines() async throws {
        try await LoopbackServer.run { question in
            .init(question.fields["x-evil"] ?? "none")
        } _: { server in
            let request = HTTPRequest(
                address: server.address("/"), fields: [HTTPField("If-None-Match", "a\r\nX-Evil: yes")])
            let response = try await client(for: server).get(request)
            #expect(String(decoding: response.body, as: UTF8.self) == "none")
        }
    }

    private func client(
        for server: LoopbackServer, allowing: [String]? = nil, bytes: Int = 100_000
    ) -> CurlHTTPClient {
        guard let guarding = AddressGuard(allowing: allowing ?? [server.allowed, "127.0.0.1:\(server.port)"])
        else {
            fatalError("the test's own exceptions are readable")
        }
        return CurlHTTPClient(
            limits: HTTPLimits(bodyBytes: bytes, time: .seconds(20)), guarding: guarding,
            userAgent: "Cairn/test")
    }
}
