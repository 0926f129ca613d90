// SPDX-License-Identifier: MIT

import Foundation
import Hummingbird
import Logging
import NIOCore
import Pages
import TestSupport
import Testing

/// Each test ends when the server closes the connection, so one that does not close it never ends.
@Suite(.timeLimit(.minutes(10))) struct PageLimitsTests {
    @Test func aBodyThatNeverComesIsNotWaitedFor() async throws {
        try await serve(PageLimits(idle: .hours(1), request: .milliseconds(200))) { port in
            _ = await RawClient.send("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n", to: port)
        }
    }

    @Test func aConnectionOnWhichNothingIsAskedIsClosed() async throws {
        try await serve(PageLimits(idle: .milliseconds(200), request: .hours(1))) { port in
            #expect(await RawClient.send("GET / HTTP/1.1\r\nHost", to: port) == "")
        }
    }

    @Test func aBodyBeyondTheLimitIsCutOff() async throws {
        let limits = PageLimits(idle: .hours(1), request: .hours(1), bodyBytes: 1000)
        try await serve(limits) { port in
            let body = String(repeating: "a", count: 1001)
            let answer = await RawClient.send(
                "POST /taken HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n\(body)", to: port)
            #expect(answer == "")
        }
    }

    @Test func headerFieldsBeyondTheLimitAreRefused() async throws {
        try await serve(PageLimits(idle: .hours(1), request: .hours(1), headerBytes: 1000)) { port in
            let long = String(repeating: "a", count: 1001)
            #expect(!(await RawClient.send("GET / HTTP/1.1\r\nX: \(long)\r\n\r\n", to: port)).contains("ok"))
            let many = (1...101).map { "A\($0): 1\r\n" }.joined()
            #expect(!(await RawClient.send("GET / HTTP/1.1\r\n\(many)\r\n", to: port)).contains("ok"))
        }
    }

    @Test func anAnswerThatIsNeverTakenIsCutOff() async throws {
        let (ends, ended) = AsyncStream<Void>.makeStream()
        let router = Router(context: PageContext.self)
        router.get("endless") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    defer { ended.finish() }
                    while true { try await writer.write(ByteBuffer(repeating: 0x61, count: 65_536)) }
                })
        }
        let limits = PageLimits(idle: .hours(1), request: .milliseconds(200))
        try await PageServer(router.buildResponder(), limits: limits, logger: silent).run { port in
            try await RawClient.hold("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n", to: port) {
                for await _ in ends {}
            }
        }
    }

    private func serve(
        _ limits: PageLimits, _ claim: @Sendable (_ port: Int) async throws -> Void
    ) async throws {
        let router = Router(context: PageContext.self)
        router.get("/") { _, _ in "ok" }
        router.post("taken") { request, _ in
            _ = try await request.body.collect(upTo: 10_000)
            return "ok"
        }
        try await PageServer(router.buildResponder(), limits: limits, logger: silent).run(while: claim)
    }

    private var silent: Logger {
        var logger = Logger(label: "pages")
        logger.logLevel = .critical
        return logger
    }
}
