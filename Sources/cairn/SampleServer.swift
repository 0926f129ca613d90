// SPDX-License-Identifier: MIT

import Foundation
import Hummingbird
import Logging
import ServiceLifecycle

/// Serves the bundled sample feeds on a free port of this machine, for as long as the demo collects.
struct SampleServer: Sendable {
    private let port: Int

    /// Where the server is.
    var address: String { "http://127.0.0.1:\(port)/" }

    /// The exception that lets us fetch from it.
    var allowed: String { "127.0.0.1:\(port)" }

    /// Runs some work beside a server and stops the server afterwards.
    static func run<Value: Sendable>(
        folder: URL, _ work: @Sendable (SampleServer) async throws -> Value
    ) async throws -> Value {
        var logger = Logger(label: "cairn.sample")
        logger.logLevel = .critical
        let router = Router()
        router.middlewares.add(FileMiddleware(folder.path, logger: logger))
        let (ports, found) = AsyncStream<Int>.makeStream()
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [app], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var port = 0
            for await first in ports {
                port = first
                break
            }
            let result: Result<Value, any Error>
            do {
                result = .success(try await work(SampleServer(port: port)))
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }
}
