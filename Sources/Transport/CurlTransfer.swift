// SPDX-License-Identifier: MIT

import CCurl
import Model

/// One request and its answer, on one thread.
///
/// The only file that touches libcurl.
final class CurlTransfer {
    /// One hop's answer.
    struct Answer: Sendable {
        var status = 0
        var fields: [HTTPField] = []
        var body: [UInt8] = []

        /// The value of the last field with a name in lower case.
        func field(_ name: String) -> String? { fields.last { $0.name.lowercased() == name }?.value }
    }

    private let address: WebAddress
    private let fields: [HTTPField]
    private let limits: HTTPLimits
    private let guarding: AddressGuard
    private let userAgent: String
    private var answer = Answer()
    private var headerBytes = 0
    private var refusal: TransferError?

    init(
        address: WebAddress, fields: [HTTPField], limits: HTTPLimits, guarding: AddressGuard,
        userAgent: String
    ) {
        self.address = address
        self.fields = fields
        self.limits = limits
        self.guarding = guarding
        self.userAgent = userAgent
    }

    /// Sends the request and waits for the answer.
    func perform() -> Result<Answer, TransferError> {
        _ = CurlTransfer.library
        guard let handle = curl_easy_init() else {
            return .failure(.notHTTP(reason: "libcurl has no memory"))
        }
        defer { curl_easy_cleanup(handle) }
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        for field in fields where CurlTransfer.isSafe(field) {
            list = curl_slist_append(list, "\(field.name): \(field.value)")
        }
        configure(handle)
        _ = cairn_curl_set_list(handle, CURLOPT_HTTPHEADER, list)
        let code = withExtendedLifetime(self) { curl_easy_perform(handle) }
        var status = 0
        _ = cairn_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        answer.status = status
        guard code == CURLE_OK else { return .failure(refusal ?? error(code)) }
        return .success(answer)
    }

    private static let library: Void = { curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

    private static func isSafe(_ field: HTTPField) -> Bool {
        !(field.name + field.value).unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    }
}

private extension CurlTransfer {
    func configure(_ handle: UnsafeMutableRawPointer) {
        let milliseconds = Int(limits.time / .milliseconds(1))
        _ = cairn_curl_set_string(handle, CURLOPT_URL, address.text)
        _ = cairn_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = cairn_curl_set_string(handle, CURLOPT_USERAGENT, userAgent)
        _ = cairn_curl_set_string(handle, CURLOPT_ACCEPT_ENCODING, "")
        // A proxy would make the connection in our place, past the address guard.
        _ = cairn_curl_set_string(handle, CURLOPT_PROXY, "")
        _ = cairn_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        _ = cairn_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        _ = cairn_curl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds)
        _ = cairn_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 10_000))
        _ = cairn_curl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = cairn_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        _ = cairn_curl_set_data_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlTransfer.from(context)?.receive(UnsafeBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        _ = cairn_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        _ = cairn_curl_set_data_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlTransfer.from(context)?.receiveHeader(UnsafeBufferPointer(start: bytes, count: size * count))
                ?? 0
        }
        _ = cairn_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
        _ = cairn_curl_set_open_callback(handle) { context, _, peer in
            guard let peer, let transfer = CurlTransfer.from(context) else { return -1 }
            return transfer.open(peer)
        }
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    func receive(_ bytes: UnsafeBufferPointer<CChar>) -> Int {
        guard answer.body.count + bytes.count <= limits.bodyBytes else {
            refusal = .tooLarge(byteLimit: limits.bodyBytes)
            return 0
        }
        bytes.withMemoryRebound(to: UInt8.self) { answer.body.append(contentsOf: $0) }
        return bytes.count
    }

    func receiveHeader(_ bytes: UnsafeBufferPointer<CChar>) -> Int {
        headerBytes += bytes.count
        guard headerBytes <= limits.headerBytes else {
            refusal = .notHTTP(reason: "its header is larger than \(limits.headerBytes) bytes")
            return 0
        }
        let line = bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
        if line.hasPrefix("HTTP/") {
            answer.fields = []
        } else if let colon = line.firstIndex(of: ":") {
            let name = line[..<colon]
            let value = line[line.index(after: colon)...]
            answer.fields.append(HTTPField(CurlTransfer.trimmed(name), CurlTransfer.trimmed(value)))
        }
        return bytes.count
    }

    func open(_ peer: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        // The address is longer than its declared type, so it is reached by its place and not by its value.
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
        let place = UnsafeRawPointer(peer).advanced(by: offset)
        let parts = NumericAddress.parts(of: place.assumingMemoryBound(to: sockaddr.self))
        guard let parts, guarding.allows(address: parts.bytes, port: parts.port) else {
            refusal = .forbiddenAddress(host: address.host)
            return -1
        }
        return socket(peer.pointee.family, peer.pointee.socktype, peer.pointee.protocol)
    }

    static func trimmed(_ text: Substring) -> String {
        let space: (Character) -> Bool = { $0.isWhitespace }
        var text = text.drop(while: space)
        while let last = text.last, space(last) { text.removeLast() }
        return String(text)
    }

    func error(_ code: CURLcode) -> TransferError {
        let reason = String(cString: curl_easy_strerror(code)).lowercased()
        switch code {
        case CURLE_OPERATION_TIMEDOUT: return .timeout(seconds: Int(limits.time / .seconds(1)))
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
            return .unreachable(host: address.host, reason: reason)
        case CURLE_PARTIAL_FILE: return .truncated
        case CURLE_BAD_CONTENT_ENCODING: return .undecodable
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            return .untrusted(host: address.host, reason: reason)
        default: return .notHTTP(reason: reason)
        }
    }
}
