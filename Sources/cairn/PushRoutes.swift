// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Model
import NIOCore
import Pages
import Pipeline
import Storage
import Synchronization

/// Where hubs call: `/websub/KEY`.
struct PushRoutes: Sendable {
    private let intake: PushIntake
    private let byteLimit: Int
    private let clock: @Sendable () -> Date
    private let logger: Logger
    private let seats = Seats()

    /// - Parameters:
    ///   - intake: what becomes of a call.
    ///   - byteLimit: the largest document.
    ///   - clock: tells the time of a call.
    ///   - logger: hears of what is not believed.
    init(_ intake: PushIntake, byteLimit: Int, clock: @escaping @Sendable () -> Date, logger: Logger) {
        self.intake = intake
        self.byteLimit = byteLimit
        self.clock = clock
        self.logger = logger
    }

    /// The folder of the calls, below the library's own address.
    static let folder = "websub/"

    /// Answers hubs.
    func add(to router: Router<PageContext>) {
        router.get("websub/{key}") { request, context in try await confirm(request, key(context)) }
        router.post("websub/{key}") { request, context in try await take(request, key(context)) }
    }

    private func key(_ context: PageContext) throws -> Push.Key {
        Push.Key(try context.parameters.require("key"))
    }

    private func confirm(_ request: Request, _ key: Push.Key) async throws -> Response {
        let query = request.uri.queryParameters
        guard let mode = query["hub.mode"], let topic = query["hub.topic"] else { throw HTTPError(.notFound) }
        let question = PushIntake.Question(
            mode: String(mode), topic: String(topic), challenge: query["hub.challenge"].map(String.init),
            leaseSeconds: query["hub.lease_seconds"].flatMap { Int($0) },
            reason: query["hub.reason"].map(String.init))
        guard let answer = try await intake.answer(question, to: key, now: clock()) else {
            throw HTTPError(.notFound)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: answer)))
    }

    private func take(_ request: Request, _ key: Push.Key) async throws -> Response {
        guard try await intake.knows(key) else { throw HTTPError(.gone) }
        // Documents are read whole, so few at a time; a hub tries again.
        guard seats.take() else { throw HTTPError(.serviceUnavailable) }
        defer { seats.leave() }
        let body = try await request.body.collect(upTo: byteLimit)
        let delivery = PushIntake.Delivery(
            body: Array(body.readableBytesView), contentType: request.headers[.contentType],
            signature: HTTPField.Name("X-Hub-Signature").flatMap { request.headers[$0] })
        switch try await intake.take(delivery, for: key, now: clock()) {
        case .unknown: throw HTTPError(.gone)
        // The same answer as to a right one, so that nobody learns which is which.
        case .ignored(let reason): logger.warning("\(reason)")
        case .hint(let reason): logger.debug("\(reason)")
        case .saved(let report): logger.debug("a hub sent \(counted(report.new, "new item"))")
        }
        return Response(status: .accepted)
    }
}

/// How many documents are taken at one time.
private final class Seats: Sendable {
    private let taken = Mutex(0)
    private static let count = 4

    func take() -> Bool {
        taken.withLock { taken in
            guard taken < Seats.count else { return false }
            taken += 1
            return true
        }
    }

    func leave() { taken.withLock { $0 -= 1 } }
}
