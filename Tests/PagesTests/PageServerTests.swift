// SPDX-License-Identifier: MIT

import Foundation
import Hummingbird
import Logging
import Model
import Pages
import TestSupport
import Testing
import Transport

@Suite struct PageServerTests {
    @Test func everyAnswerIsGuarded() async throws {
        try await withTemporaryFolder { folder in
            try await serve(folder) { get in
                for path in ["/", "/nothing", "/broken", "/healthz"] {
                    let answer = try await get(path)
                    #expect(answer.field("content-security-policy")?.contains("default-src 'none'") == true)
                    #expect(answer.field("x-content-type-options") == "nosniff")
                    #expect(answer.field("referrer-policy") == "no-referrer")
                    #expect(answer.field("x-frame-options") == "DENY")
                    #expect(answer.field("server") == nil)
                }
                #expect(try await get("/own").field("content-security-policy") == "default-src 'self'")
            }
        }
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 3_000_001])
    func filesOfEachSizeComeWhole(size: Int) async throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 16) }
        try await withTemporaryFolder { folder in
            try Data(bytes).write(to: folder.appending(path: "book.epub"))
            try await serve(folder) { get in
                let answer = try await get("/book.epub")
                #expect(answer.field("content-length") == "\(size)")
                #expect(answer.body == bytes)
            }
        }
    }

    @Test func aHeadSaysHowLargeAFileIsAndSendsNoneOfIt() async throws {
        try await withTemporaryFolder { folder in
            try Data(count: 200_000).write(to: folder.appending(path: "a.pdf"))
            let server = PageServer(router(folder: folder.path).buildResponder(), logger: silent)
            try await server.run { port in
                let head = "HEAD /a.pdf HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                let answer = await RawClient.send(head, to: port)
                #expect(answer.hasPrefix("HTTP/1.1 200"))
                #expect(answer.lowercased().contains("\r\ncontent-length: 200000\r\n"))
                #expect(answer.hasSuffix("\r\n\r\n"))
            }
        }
    }

    @Test func errorsArePagesInPlainWords() async throws {
        try await withTemporaryFolder { folder in
            try await serve(folder) { get in
                let empty = try await get("/")
                #expect(empty.status == 404)
                #expect(empty.text.contains("Nothing is published yet"))
                let missing = try await get("/<b>")
                #expect(missing.status == 404)
                #expect(missing.field("content-type") == "text/html; charset=utf-8")
                #expect(missing.text.contains("<h1>Nothing here</h1>"))
                #expect(missing.text.contains("Reading &amp; &lt;more&gt;"))
                #expect(!missing.text.contains("<b>"))
                let broken = try await get("/broken")
                #expect(broken.status == 500)
                #expect(broken.text.contains("It is not your fault"))
                #expect(!broken.text.contains("a secret of ours"))
                #expect(try await get("/healthz").text == "ok")
            }
        }
    }

    @Test func aPortThatIsTakenIsSaidSo() async throws {
        try await LoopbackServer.run(answering: { _ in .init() }) { server in
            let second = PageServer(
                router(folder: "/none").buildResponder(), port: server.port, logger: silent)
            let taken = PageServerError.cannotListen(
                address: "http://127.0.0.1:\(server.port)/", why: "another program listens there")
            await #expect(throws: taken) { try await second.run { _ in } }
            await #expect(throws: taken) { try await second.run { _, _ in } }
        }
    }

    @Test func whatTheWorkThrowsComesThrough() async throws {
        let server = PageServer(router(folder: "/none").buildResponder(), logger: silent)
        await #expect(throws: CocoaError.self) {
            try await server.run { _ in throw CocoaError(.featureUnsupported) }
        }
    }

    private func serve(
        _ folder: URL,
        _ claim: @Sendable (@Sendable (String) async throws -> Transport.HTTPResponse) async throws -> Void
    ) async throws {
        let server = PageServer(router(folder: folder.path).buildResponder(), logger: silent)
        try await server.run { port in
            let guarding = try #require(AddressGuard(allowing: ["127.0.0.1:\(port)"]))
            // The claims are about what comes, not about how soon: hundreds of other tests may be at work.
            let limits = HTTPLimits(time: .seconds(300))
            let client = CurlHTTPClient(limits: limits, guarding: guarding, userAgent: "test")
            try await claim { path in
                try await client.get(
                    Transport.HTTPRequest(address: .sample("http://127.0.0.1:\(port)\(path)")))
            }
        }
    }

    private func router(folder: String) -> Router<PageContext> {
        let router = Router(context: PageContext.self)
        router.middlewares.add(RequestNotes(silent))
        router.middlewares.add(PageGuard())
        router.middlewares.add(ErrorPages(title: "Reading & <more>"))
        router.get("healthz") { _, _ in "ok" }
        router.get("own") { _, _ in
            Response(status: .ok, headers: [.contentSecurityPolicy: "default-src 'self'"])
        }
        router.get("broken") { _, _ -> String in throw Broken() }
        FolderPages(folder).add(to: router)
        return router
    }

    private struct Broken: Error { let why = "a secret of ours" }

    private var silent: Logger {
        var logger = Logger(label: "pages")
        logger.logLevel = .critical
        return logger
    }
}

private extension Transport.HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
