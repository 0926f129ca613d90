// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// Shows at `/metrics` what Prometheus gathers; on an address of its own, so that no reader of the pages sees it.
public struct MetricsServer: Service {
    private let place: Place
    private let registry: MetricsRegistry
    private let gather: @Sendable () async -> [MetricSample]
    private let logger: Logger

    /// Where it listens.
    public struct Place: Hashable, Sendable {
        /// The address.
        public let host: String
        /// The port; 0 takes one that is free.
        public let port: Int

        /// Reads `9464`, `127.0.0.1:9464` or `[::1]:9464`; nil for anything else.
        public init?(_ text: String) {
            let colon = text.lastIndex(of: ":")
            guard let port = Int(colon.map { text[text.index(after: $0)...] } ?? text[...]),
                (0...65_535).contains(port)
            else { return nil }
            let host = colon.map { String(text[..<$0].filter { $0 != "[" && $0 != "]" }) } ?? "127.0.0.1"
            guard !host.isEmpty else { return nil }
            (self.host, self.port) = (host, port)
        }
    }

    /// - Parameters:
    ///   - place: where it listens.
    ///   - registry: what was counted in this process.
    ///   - logger: hears where it listens, and of what goes wrong.
    ///   - gather: further figures, looked up each time that somebody asks.
    public init(
        at place: Place, _ registry: MetricsRegistry, logger: Logger,
        gather: @escaping @Sendable () async -> [MetricSample]
    ) {
        self.place = place
        self.registry = registry
        self.logger = logger
        self.gather = gather
    }

    /// Serves until the process is told to end.
    public func run() async throws {
        let router = Router(context: PageContext.self)
        router.get("metrics") { [registry, gather] _, _ in
            let text = MetricSample.text(await gather() + registry.samples)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store",
                ],
                body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        var quiet = logger
        quiet.logLevel = .warning
        try await PageServer(router.buildResponder(), host: place.host, port: place.port, logger: quiet)
            .serve { [logger] address in logger.notice("metrics at \(address)metrics") }
    }
}
