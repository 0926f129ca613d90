// SPDX-License-Identifier: MIT

import CCurl
import Glibc
import Model

/// One connection to a mail server, used for one mail after the other, on one thread.
///
/// libcurl says that a mail failed, but not always how far it had come, and on that depends whether the server may have it.
/// So the commands that go out and the replies that come in are followed here.
final class SMTPExchange {
    private let handle: UnsafeMutableRawPointer
    private let server: MailServer
    private var recipients: UnsafeMutablePointer<curl_slist>?
    private var place = Place.connecting
    private var reading = SMTPReplyReading()
    private var message: [UInt8] = []
    private var sent = 0
    /// Whether the goodbye is said; what comes after it is about no mail.
    private var isLeaving = false
    private var countOnConnection = 0

    /// How far a mail has come: which command was the last to go out.
    private enum Place {
        /// None about this mail: the greeting, the encryption, signing in.
        case connecting
        case sender
        case recipient
        /// `DATA`, to which the server has not agreed yet.
        case content
        /// The mail itself is going out.
        case writing
        /// libcurl has all of it, and writes its end.
        case ending
    }

    /// Nil when libcurl has no memory.
    init?(server: MailServer) {
        _ = CurlTransfer.library
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        self.server = server
        configure()
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(recipients)
    }

    /// Sends one mail and waits for the end; blocks.
    func send(_ mail: OutgoingMail) -> MailResult {
        message = mail.message
        sent = 0
        isLeaving = false
        place = .connecting
        reading.begin()
        defer { message = [] }
        curl_slist_free_all(recipients)
        recipients = curl_slist_append(nil, mail.recipient.text)
        _ = cairn_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        _ = cairn_curl_set_string(handle, CURLOPT_MAIL_FROM, mail.sender.text)
        _ = cairn_curl_set_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(message.count))
        set(CURLOPT_FORBID_REUSE, countOnConnection + 1 >= server.connectionLimit ? 1 : 0)
        let code = curl_easy_perform(handle)
        var connections = 0
        _ = cairn_curl_get_long(handle, CURLINFO_NUM_CONNECTS, &connections)
        countOnConnection = connections > 0 ? 1 : countOnConnection + 1
        if countOnConnection >= server.connectionLimit { countOnConnection = 0 }
        if code != CURLE_OK { leaveConnection() }
        return result(code)
    }
}

extension SMTPExchange {
    /// Reaches the server, signs in, and leaves again, without a mail; blocks.
    func greet() -> MailResult {
        place = .connecting
        reading.begin()
        set(CURLOPT_UPLOAD, 0)
        set(CURLOPT_NOBODY, 1)
        // Without a command of ours libcurl would ask for help, which some servers do not give.
        _ = cairn_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, "NOOP")
        return result(curl_easy_perform(handle))
    }
}

private extension SMTPExchange {
    /// What holds for every mail.
    func configure() {
        _ = cairn_curl_set_string(handle, CURLOPT_URL, server.url)
        _ = cairn_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        _ = cairn_curl_set_string(handle, CURLOPT_PROXY, "")
        let wantsTLS = server.security != .none
        set(CURLOPT_USE_SSL, Int(wantsTLS ? CURLUSESSL_ALL.rawValue : CURLUSESSL_NONE.rawValue))
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = server.trustFile { _ = cairn_curl_set_string(handle, CURLOPT_CAINFO, file) }
        if let signIn = server.signIn {
            _ = cairn_curl_set_string(handle, CURLOPT_USERNAME, signIn.user)
            _ = cairn_curl_set_string(handle, CURLOPT_PASSWORD, signIn.password)
        }
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_CONNECTTIMEOUT, min(server.timeoutSeconds, 30))
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, server.timeoutSeconds)
        set(CURLOPT_TIMEOUT, server.timeoutSeconds)
        setCallbacks()
    }

    /// Keeps libcurl from using a connection again on which an answer may be outstanding: it would be taken for that to
    /// the next mail.
    func leaveConnection() {
        var connection: curl_socket_t = -1
        guard cairn_curl_get_socket(handle, &connection) == CURLE_OK, connection >= 0 else { return }
        shutdown(connection, Int32(SHUT_RDWR))
    }

    func set(_ option: CURLoption, _ value: Int) { _ = cairn_curl_set_long(handle, option, value) }

    func setCallbacks() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = cairn_curl_set_pointer(handle, CURLOPT_READDATA, context)
        _ = cairn_curl_set_data_callback(handle, CURLOPT_READFUNCTION) { buffer, size, count, context in
            SMTPExchange.from(context)?.write(
                to: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
                ?? Int(CURL_READFUNC_ABORT)
        }
        _ = cairn_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        _ = cairn_curl_set_data_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            SMTPExchange.from(context)?.hear(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        // The only way to learn which command went out.
        set(CURLOPT_VERBOSE, 1)
        _ = cairn_curl_set_pointer(handle, CURLOPT_DEBUGDATA, context)
        _ = cairn_curl_set_debug_callback(handle) { _, kind, bytes, count, context in
            if kind == CURLINFO_HEADER_OUT {
                SMTPExchange.from(context)?.note(command: UnsafeRawBufferPointer(start: bytes, count: count))
            }
            return 0
        }
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> SMTPExchange? {
        context.map { Unmanaged<SMTPExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    /// A command goes out; what it says beyond its verb may be a password and is not looked at.
    func note(command: UnsafeRawBufferPointer) {
        let verb = String(decoding: command.prefix(4), as: UTF8.self).uppercased()
        // libcurl says goodbye before it tells us that a mail failed.
        if verb == "QUIT" { isLeaving = true }
        if isLeaving { return }
        reading.begin()
        switch verb {
        case "MAIL": place = .sender
        case "RCPT": place = .recipient
        case "DATA": place = .content
        default: break
        }
    }

    /// A line of a reply comes in.
    func hear(_ line: UnsafeRawBufferPointer) -> Int {
        if !isLeaving { reading.read(line) }
        return line.count
    }

    /// libcurl asks for more of the mail.
    func write(to buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, message.count - sent)
        if count > 0 {
            message.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[sent..<(sent + count)]))
            }
        }
        sent += count
        // libcurl knows the size, and may not ask again once it has all.
        let isAll = sent == message.count
        place = isAll ? .ending : .writing
        reading.begin()
        return count
    }

    func result(_ code: CURLcode) -> MailResult {
        if code == CURLE_OK { return .taken(reading.reply ?? SMTPReply(code: 250, words: "")) }
        let reason = String(cString: curl_easy_strerror(code)).lowercased()
        let why =
            code == CURLE_OPERATION_TIMEDOUT ? "no answer within \(server.timeoutSeconds) seconds" : reason
        guard let reply = reading.reply, reply.code >= 400 else { return silence(code, why) }
        switch place {
        case .connecting: return .unavailable(turnedAway(code, reply))
        case .sender: return .unavailable(reply.isClosing ? .later(reply) : .sender(reply))
        case .recipient:
            return reply.isClosing ? .unavailable(.later(reply)) : .refused(reply, at: .recipient)
        case .content, .writing, .ending:
            return reply.isClosing ? .unavailable(.later(reply)) : .refused(reply, at: .content)
        }
    }

    /// What it means that the server said nothing, or nothing that counts.
    func silence(_ code: CURLcode, _ reason: String) -> MailResult {
        switch place {
        case .ending: return .unknown(reason: reason)
        case .sender, .recipient, .content, .writing: return .cut(reason: reason)
        case .connecting: return .unavailable(noConnection(code, reason))
        }
    }

    func turnedAway(_ code: CURLcode, _ reply: SMTPReply) -> MailTrouble {
        switch code {
        case CURLE_LOGIN_DENIED: .signIn(reply)
        case CURLE_USE_SSL_FAILED: .noEncryption(server: server.name)
        default: reply.isTransient ? .later(reply) : .turnedAway(reply)
        }
    }

    func noConnection(_ code: CURLcode, _ reason: String) -> MailTrouble {
        switch code {
        case CURLE_LOGIN_DENIED: .signIn(nil)
        case CURLE_USE_SSL_FAILED: .noEncryption(server: server.name)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_INVALIDCERTSTATUS:
            .untrusted(server: server.name, reason: reason)
        case CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED: .turnedAway(nil)
        default: .unreachable(server: server.name, reason: reason)
        }
    }
}
