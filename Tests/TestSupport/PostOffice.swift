// SPDX-License-Identifier: MIT

import Foundation
import Glibc
import Synchronization

/// A mail server on 127.0.0.1 that keeps what it gets, and misbehaves as the name of a recipient says.
///
/// `reject-…` is refused for good, `wait-…` for now, `content-…` refused after it was sent, `full-…` once; the connection is
/// cut at the recipient for `cut-…`, after the whole mail without keeping it for `drop-…` and with keeping it for `lost-…`,
/// once each; `hang-…` never gets an answer to its first mail; `close-…` is told 421 once. One thread accepts, one more
/// serves each connection; all end with the test.
public final class PostOffice: Sendable {
    /// A mail that it has.
    public struct Received: Sendable {
        /// From the envelope.
        public let sender: String
        /// From the envelope.
        public let recipient: String
        /// What came, dots at line starts as they were meant.
        public let message: String
        /// Over which connection, counted from 1.
        public let connection: Int

        /// The value of a header, its lines put together; nil where there is none.
        public func header(_ name: String) -> String? {
            let head = message.prefix(upTo: message.range(of: "\r\n\r\n")?.lowerBound ?? message.endIndex)
            let lines = head.replacing("\r\n ", with: " ").split(separator: "\r\n")
            return lines.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
    }

    /// What it does whoever writes.
    public struct Habits: Sendable {
        /// Mails over one connection, after which it says 421; nil for no limit.
        public var perConnection: Int?
        /// After so many mails it is gone for good; nil for never.
        public var diesAfter: Int?
        /// Who may send, `USER PASSWORD`; nil for everybody.
        public var signIn: String?
        /// What it says to begin with.
        public var greeting = "220 office.example ESMTP"
        /// What it says to `MAIL`.
        public var toSender = "250 2.1.0 ok"

        /// A proper server.
        public init() {}
    }

    /// The port that it listens on.
    public let port: Int
    private let listener: Int32
    private let habits: Habits
    private let state = Mutex(State())

    private struct State {
        var received: [Received] = []
        var seen: Set<String> = []
        var connections = 0
        var open: Set<Int32> = []
        var isDead = false
    }

    /// What it has, oldest first.
    public var received: [Received] { state.withLock { $0.received } }

    /// How many connections were made to it.
    public var connectionCount: Int { state.withLock { $0.connections } }

    private init(_ habits: Habits) throws {
        self.habits = habits
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isUp = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        guard isUp else { throw CocoaError(.fileNoSuchFile) }
        port = Int(UInt16(bigEndian: place.sin_port))
    }

    /// Runs a test beside a mail server.
    @discardableResult
    public static func run<Value: Sendable>(
        _ habits: Habits = Habits(), _ body: @Sendable (PostOffice) async throws -> Value
    ) async throws -> Value {
        let office = try PostOffice(habits)
        Thread.detachNewThread { office.accept() }
        defer { office.die() }
        return try await body(office)
    }

    /// Ends it: nobody can reach it any more, and those who speak with it are cut off.
    public func die() {
        state.withLock { state in
            guard !state.isDead else { return }
            state.isDead = true
            shutdown(listener, Int32(SHUT_RDWR))
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }
}

private extension PostOffice {
    func accept() {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            if connection < 0, errno == EINTR { continue }
            guard connection >= 0 else { break }
            let number = state.withLock { state in
                state.connections += 1
                state.open.insert(connection)
                return state.connections
            }
            Thread.detachNewThread {
                self.serve(Wire(connection), number)
                self.state.withLock { _ = $0.open.remove(connection) }
                close(connection)
            }
        }
        close(listener)
    }

    /// Whether this is the first time; each fault happens once to each recipient.
    func isFirst(_ what: String) -> Bool { state.withLock { $0.seen.insert(what).inserted } }

    func keep(_ received: Received) {
        let isLast = state.withLock { state in
            state.received.append(received)
            return state.received.count == habits.diesAfter
        }
        if isLast { die() }
    }

    func serve(_ wire: Wire, _ number: Int) {
        wire.say(habits.greeting)
        var (sender, recipient, count) = ("", "", 0)
        var isSignedIn = habits.signIn == nil
        while let line = wire.line() {
            switch line.prefix(4).uppercased() {
            case "EHLO":
                wire.say(
                    "250-office.example\r\n250-8BITMIME\r\n250 \(habits.signIn == nil ? "HELP" : "AUTH PLAIN")"
                )
            case "AUTH":
                isSignedIn = signIn(line, wire)
                wire.say(isSignedIn ? "235 2.7.0 ok" : "535 5.7.8 no such user")
            case "MAIL":
                guard isSignedIn else { wire.say("530 5.7.0 sign in first"); continue }
                if count == habits.perConnection { return wire.say("421 4.7.0 enough for one connection") }
                sender = PostOffice.address(in: line)
                wire.say(habits.toSender)
            case "RCPT":
                recipient = PostOffice.address(in: line)
                guard greet(recipient, wire) else { return }
            case "DATA":
                wire.say("354 go ahead")
                guard let message = wire.message() else { return }
                let mail = Received(
                    sender: sender, recipient: recipient, message: message, connection: number)
                guard take(mail, wire) else { return }
                count += 1
            case "QUIT": return wire.say("221 2.0.0 bye")
            case "RSET", "NOOP": wire.say("250 2.0.0 ok")
            default: wire.say("502 5.5.1 not known")
            }
        }
    }

    func signIn(_ line: String, _ wire: Wire) -> Bool {
        var token = line.split(separator: " ").dropFirst(2).first.map(String.init)
        if token == nil {
            wire.say("334 ")
            token = wire.line()
        }
        let bytes = Data(base64Encoded: token ?? "") ?? Data()
        let words = bytes.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        return words.dropFirst().joined(separator: " ") == habits.signIn
    }

    /// Answers to a recipient; false when the connection is to be closed.
    func greet(_ recipient: String, _ wire: Wire) -> Bool {
        switch recipient.prefix(while: { $0 != "-" }) {
        case "reject": wire.say("550 5.1.1 <\(recipient)>: no such mailbox")
        case "wait": wire.say("451 4.3.0 not now")
        case "cut" where isFirst(recipient): return false
        case "close" where isFirst(recipient):
            wire.say("421 4.3.2 going down")
            return false
        default: wire.say("250 2.1.5 ok")
        }
        return true
    }

    /// Answers to a whole mail; false when the connection is to be closed.
    func take(_ mail: Received, _ wire: Wire) -> Bool {
        switch mail.recipient.prefix(while: { $0 != "-" }) {
        case "content": wire.say("554 5.7.1 content refused")
        case "full" where isFirst(mail.recipient): wire.say("452 4.2.2 mailbox full")
        case "drop" where isFirst(mail.recipient): return false
        case "hang" where isFirst(mail.recipient):
            _ = wire.line()
            return false
        case "lost" where isFirst(mail.recipient):
            keep(mail)
            return false
        default:
            keep(mail)
            wire.say("250 2.0.0 kept")
        }
        return true
    }

    static func address(in line: String) -> String {
        let rest = line.drop { $0 != "<" }.dropFirst()
        return String(rest.prefix { $0 != ">" })
    }
}

/// One end of a connection, read line by line.
private final class Wire {
    private let connection: Int32
    private var held: [UInt8] = []
    private var place = 0

    init(_ connection: Int32) { self.connection = connection }

    func say(_ text: String) {
        let bytes = Array((text + "\r\n").utf8)
        _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// The next line without its end; nil when nobody is there any more.
    func line() -> String? { bytes().map { String(decoding: $0, as: UTF8.self) } }

    /// The lines up to a dot alone.
    func message() -> String? {
        var message: [UInt8] = []
        while let line = bytes() {
            if line.elementsEqual(".".utf8) { return String(decoding: message, as: UTF8.self) }
            message += line.first == UInt8(ascii: ".") ? line.dropFirst() : line
            message += [0x0D, 0x0A]
        }
        return nil
    }

    private func bytes() -> ArraySlice<UInt8>? {
        while true {
            if let end = held[place...].firstIndex(of: 0x0A) {
                defer { place = end + 1 }
                let line = held[place..<end]
                return line.last == 0x0D ? line.dropLast() : line
            }
            held.removeFirst(place)
            place = 0
            let more = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                var got = recv(connection, buffer.baseAddress, buffer.count, 0)
                // A signal meant for somebody else is no end of the connection.
                while got < 0, errno == EINTR { got = recv(connection, buffer.baseAddress, buffer.count, 0) }
                count = max(0, got)
            }
            guard !more.isEmpty else { return nil }
            held += more
        }
    }
}
