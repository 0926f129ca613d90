// SPDX-License-Identifier: MIT

import Foundation
import Glibc

/// A client that writes just the bytes it is told to, for the requests that no proper client would send.
public enum RawClient {
    /// Sends some bytes to a port of 127.0.0.1, and reads until the other side closes the connection.
    ///
    /// - Returns: all that came; empty when the connection was cut without an answer.
    public static func send(_ text: String, to port: Int) async -> String {
        await withCheckedContinuation { waiter in
            Thread.detachNewThread { waiter.resume(returning: talk(text, port: port)) }
        }
    }

    /// Sends some bytes and takes nothing of the answer, for as long as some work lasts.
    ///
    /// - Parameter work: begins when there is an answer; there is none to wait for when the connection was closed before.
    public static func hold(
        _ text: String, to port: Int, while work: @Sendable () async throws -> Void
    ) async throws {
        let connection = open(port)
        defer { close(connection) }
        write(text, to: connection)
        let isAnswered = await withCheckedContinuation { waiter in
            Thread.detachNewThread {
                var byte: UInt8 = 0
                waiter.resume(returning: recv(connection, &byte, 1, Int32(MSG_PEEK)) > 0)
            }
        }
        if isAnswered { try await work() }
    }

    private static func talk(_ text: String, port: Int) -> String {
        let connection = open(port)
        defer { close(connection) }
        write(text, to: connection)
        var answer: [UInt8] = []
        while true {
            var part = [UInt8](repeating: 0, count: 4096)
            let count = recv(connection, &part, part.count, 0)
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += part.prefix(count)
        }
    }

    /// A connection; one that answers nothing where nobody listens.
    private static func open(_ port: Int) -> Int32 {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = UInt16(port).bigEndian
        place.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        _ = withUnsafePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return connection
    }

    private static func write(_ text: String, to connection: Int32) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
