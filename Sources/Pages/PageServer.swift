// SPDX-License-Identifier: MIT

public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An HTTP server on one address, for as long as some work lasts or until the process is told to end.
///
/// It speaks plain HTTP/1.1. TLS, compression and HTTP/2 are for the server before it (docs/operations.md).
public struct PageServer<Responder: HTTPResponder>: Sendable
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    private let responder: Responder
    private let host: String
    private let port: Int
    private let limits: PageLimits
    private let logger: Logger

    /// - Parameters:
    ///   - responder: answers, such as a router's `buildResponder()`.
    ///   - host: the address to listen on; this machine alone unless said otherwise.
    ///   - port: the port; 0 takes one that is free.
    ///   - limits: how far whoever asks may go.
    ///   - logger: hears of what goes wrong.
    public init(
        _ responder: Responder, host: String = "127.0.0.1", port: Int = 0, limits: PageLimits = PageLimits(),
        logger: Logger
    ) {
        self.responder = responder
        self.host = host
        self.port = port
        self.limits = limits
        self.logger = logger
    }

    /// Serves until the process gets SIGTERM or SIGINT; requests that are begun are finished, for ten seconds at the most.
    ///
    /// - Parameters:
    ///   - services: what runs beside it and ends after it.
    ///   - tell: hears the server's address, such as `http://127.0.0.1:8080/`, once it listens.
    /// - Throws: ``PageServerError`` when it cannot listen; else what a service threw.
    public func run(
        beside services: [any Service] = [],
        tell: @escaping @Sendable (_ address: String, _ port: Int) -> Void
    ) async throws {
        let app = application { port in tell(address(port: port), port) }
        var configuration = ServiceGroupConfiguration(
            services: (services + [app]).map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        try await run(ServiceGroup(configuration: configuration))
    }

    /// Serves until the group of services that it is in is told to end.
    ///
    /// - Parameter tell: hears the server's address once it listens.
    /// - Throws: ``PageServerError`` when it cannot listen.
    func serve(tell: @escaping @Sendable (_ address: String) -> Void) async throws {
        let app = application { port in tell(address(port: port)) }
        try await saying { try await app.run() }
    }

    /// Serves for as long as some work lasts.
    ///
    /// - Parameter work: is told the port once the server listens.
    /// - Throws: ``PageServerError`` when it cannot listen; else what the work threw.
    public func run<Value: Sendable>(
        while work: @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let (ports, found) = AsyncStream<Int>.makeStream()
        let app = application { found.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [app], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                // Whoever waits for the port must not wait for ever when there will be none.
                defer { found.finish() }
                try await run(group)
            }
            var result: Result<Value, any Error> = .failure(CancellationError())
            for await port in ports {
                do { result = .success(try await work(port)) } catch { result = .failure(error) }
                break
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }
}

private extension PageServer {
    func application(listening: @escaping @Sendable (Int) -> Void) -> Application<Responder> {
        Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [RequestWatch(limits)], idleTimeout: limits.idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                        maxHeaderFieldCount: 100))),
            configuration: .init(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            onServerRunning: { listening($0.localAddress?.port ?? 0) }, logger: logger)
    }

    func run(_ group: ServiceGroup) async throws { try await saying { try await group.run() } }

    /// Does something, and says in our words why it cannot listen.
    func saying(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as IOError {
            throw PageServerError.cannotListen(
                address: address(port: port), why: PageServerError.words(error))
        } catch let error as SocketAddressError.UnknownHost {
            throw PageServerError.cannotListen(
                address: address(port: port), why: PageServerError.words(error))
        }
    }

    func address(port: Int) -> String {
        host.contains(":") ? "http://[\(host)]:\(port)/" : "http://\(host):\(port)/"
    }
}

/// Why a server does not serve.
public enum PageServerError: Error, Hashable, CustomStringConvertible {
    /// The address cannot be listened on.
    case cannotListen(address: String, why: String)

    /// One sentence for whoever started it.
    public var description: String {
        switch self {
        case .cannotListen(let address, let why): "cannot serve at \(address): \(why)"
        }
    }

    fileprivate static func words(_ error: any Error) -> String {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: "another program listens there"
        case EACCES: "ports below 1024 need rights that this user does not have"
        case EADDRNOTAVAIL: "this machine has no such address"
        case nil: "nobody knows this host"
        default: "\(error)"
        }
    }
}
