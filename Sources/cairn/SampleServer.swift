// SPDX-License-Identifier: MIT

import Foundation
import Hummingbird
import Logging
import Pages

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
        let router = Router(context: PageContext.self)
        FolderPages(folder.path).add(to: router)
        return try await PageServer(router.buildResponder(), logger: logger).run { port in
            try await work(SampleServer(port: port))
        }
    }
}
