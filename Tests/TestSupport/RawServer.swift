// SPDX-License-Identifier: MIT

import Foundation
import Glibc
public import Model

/// A server on 127.0.0.1 that writes just the bytes it is told to, for the answers that no proper server would give.
///
/// One thread accepts, one more serves each connection; all end with the test.
public struct RawServer: Sendable {
    /// What to do next with a connection whose request was read.
    public enum Step: Sendable {
        /// Write this.
        case send(String)
        /// Write these bytes.
        case sendBytes([UInt8])
        /// Do nothing for a while.
        case pause(milliseconds: Int)
        /// Wait until the client goes away.
        case hold
        /// Cut the connection, without the goodbye that belongs to TCP.
        case reset
        /// Read the next request of the connection.
        case nextRequest
    }

    /// The port that it listens on.
    public let port: Int

    /// An address on the server.
    public func address(_ path: String = "/") -> WebAddress { .sample("http://127.0.0.1:\(port)\(path)") }

    /// The exception to give to `AddressGuard`.
    public var allowed: String { "127.0.0.1:\(port)" }

    /// Runs a test beside a server that takes the same steps on each connection, and closes it after the last.
    @discardableResult
    public static func run<Value: Sendable>(
        _ steps: [Step], _ body: @Sendable (RawServer) async throws -> Value
    ) async throws -> Value {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isUp = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        guard isUp else { throw CocoaError(.fileNoSuchFile) }
        Thread.detachNewThread { RawServer.accept(on: listener, steps) }
        defer {
            // Shutting down wakes the thread that accepts; it closes.
            shutdown(listener, Int32(SHUT_RDWR))
        }
        return try await body(RawServer(port: Int(UInt16(bigEndian: place.sin_port))))
    }
}

private extension RawServer {
    static func accept(on listener: Int32, _ steps: [Step]) {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            guard connection >= 0 else { break }
            Thread.detachNewThread {
                serve(connection, steps)
                close(connection)
            }
        }
        close(listener)
    }

    static func serve(_ connection: Int32, _ steps: [Step]) {
        readRequest(connection)
        for step in steps {
            switch step {
            case .send(let text): guard send(Array(text.utf8), to: connection) else { return }
            case .sendBytes(let bytes): guard send(bytes, to: connection) else { return }
            case .pause(let milliseconds): usleep(UInt32(milliseconds) * 1000)
            case .hold: while read(connection).count > 0 {}
            case .nextRequest: readRequest(connection)
            case .reset:
                var now = linger(l_onoff: 1, l_linger: 0)
                setsockopt(
                    connection, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
            }
        }
    }

    /// Reads up to the blank line; our requests have no body.
    static func readRequest(_ connection: Int32) {
        var request: [UInt8] = []
        while !request.ends(with: "\r\n\r\n") {
            let bytes = read(connection)
            guard !bytes.isEmpty else { return }
            request += bytes
        }
    }

    static func read(_ connection: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, recv(connection, buffer.baseAddress, buffer.count, 0))
        }
    }

    /// False when the client has gone.
    static func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }
}

private extension [UInt8] {
    func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
