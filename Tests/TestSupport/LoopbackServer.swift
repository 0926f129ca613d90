// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import Logging
public import Model
import NIOCore
import Pages

/// A real HTTP server on a free port of 127.0.0.1, for as long as a test runs.
public struct LoopbackServer: Sendable {
    /// What a test's server was asked.
    public struct Question: Sendable {
        /// The method, such as `GET`.
        public let method: String
        /// The path and query.
        public let target: String
        /// The header fields, names in lower case.
        public let fields: [String: String]
        /// The client's port, which tells its connections apart.
        public let peerPort: Int
        /// What was sent along; empty where nothing was.
        public let body: String
    }

    /// What a test's server answers.
    public struct Reply: Sendable {
        /// The status.
        public var status: Int
        /// The header fields.
        public var fields: [String: String]
        /// The body.
        public var body: [UInt8]

        /// An answer; 200 with a text unless said otherwise.
        public init(_ text: String = "", status: Int = 200, fields: [String: String] = [:]) {
            self.status = status
            self.fields = fields
            self.body = Array(text.utf8)
        }
    }

    /// The port that it listens on.
    public let port: Int

    /// A server known by its port, running or not.
    public init(port: Int) { self.port = port }

    /// An address on the server.
    public func address(_ path: String) -> WebAddress { .sample("http://127.0.0.1:\(port)\(path)") }

    /// The exception to give to `AddressGuard`.
    public var allowed: String { "127.0.0.1:\(port)" }

    /// Runs a test beside a server and stops the server afterwards.
    @discardableResult
    public static func run<Value: Sendable>(
        answering answer: @escaping @Sendable (Question) async -> Reply,
        _ body: @Sendable (LoopbackServer) async throws -> Value
    ) async throws -> Value {
        let responder = CallbackResponder { (request: Request, context: LoopbackContext) in
            LoopbackServer.response(to: await answer(try await LoopbackServer.question(request, context)))
        }
        return try await PageServer(responder, logger: LoopbackServer.silent).run { port in
            try await body(LoopbackServer(port: port))
        }
    }

    private static let silent: Logger = {
        var logger = Logger(label: "loopback")
        logger.logLevel = .critical
        return logger
    }()

    private static func question(
        _ request: Request, _ context: LoopbackContext
    ) async throws -> Question {
        let body = try await request.body.collect(upTo: 1_000_000)
        let fields = request.headers.map { ($0.name.canonicalName, $0.value) }
        return Question(
            method: request.method.rawValue, target: request.uri.string,
            fields: Dictionary(fields, uniquingKeysWith: { first, _ in first }),
            peerPort: context.peerPort, body: String(buffer: body))
    }

    private static func response(to reply: Reply) -> Response {
        var fields = HTTPFields()
        for (name, value) in reply.fields {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return Response(
            status: .init(code: reply.status), headers: fields,
            body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}

/// Remembers which connection a request came on.
private struct LoopbackContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peerPort: Int

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peerPort = source.channel.remoteAddress?.port ?? 0
    }
}
