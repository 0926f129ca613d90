// SPDX-License-Identifier: MIT

import CCurl
import Model

/// One hop's answer.
struct HopAnswer: Sendable {
    var status = 0
    var fields: [HTTPField] = []
    var body: [UInt8] = []
    /// From the first packet to the last, time in the queue left out.
    var spent: Duration = .zero

    /// The value of the last field with a name in lower case.
    func field(_ name: String) -> String? { fields.last { $0.isNamed(name) }?.value }
}

/// One of libcurl's easy handles and what arrives on it, used for one hop after the other.
///
/// It stays on the transfer thread; its callbacks find it by the context pointer, so it lives as long as its handle.
final class CurlTransfer {
    /// libcurl's own handle.
    let handle: UnsafeMutableRawPointer
    private let limits: HTTPLimits
    private let guarding: AddressGuard
    private let userAgent: String
    private var address: WebAddress?
    private var fields: UnsafeMutablePointer<curl_slist>?
    private var header: HeaderReader
    private var body: [UInt8] = []
    private var refusal: TransferError?
    private var isForbidden = false

    /// Nil when libcurl has no memory.
    init?(limits: HTTPLimits, guarding: AddressGuard, userAgent: String) {
        _ = CurlTransfer.library
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        self.limits = limits
        self.guarding = guarding
        self.userAgent = userAgent
        self.header = HeaderReader(byteLimit: limits.headerBytes)
        configure()
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(fields)
    }

    /// Makes ready for a hop; connections stay from one to the next, they belong to the loop.
    func prepare(_ hop: TransferQueue.Hop) {
        address = hop.address
        let milliseconds = max(1, Int(hop.time / .milliseconds(1)))
        set(CURLOPT_TIMEOUT_MS, milliseconds)
        set(CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 10_000))
        _ = cairn_curl_set_string(handle, CURLOPT_URL, hop.address.text)
        // The handle remembers how the hop before it asked.
        set(hop.wantsBody ? CURLOPT_HTTPGET : CURLOPT_NOBODY, 1)
        // A claimed length over the limit ends the transfer before the first byte of the body.
        let bodyLimit = hop.wantsBody ? limits.bodyBytes : 0
        _ = cairn_curl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(bodyLimit))
        curl_slist_free_all(fields)
        fields = nil
        for field in hop.fields where field.isFitToSend {
            fields = curl_slist_append(fields, "\(field.name): \(field.value)")
        }
        _ = cairn_curl_set_list(handle, CURLOPT_HTTPHEADER, fields)
        if let form = hop.form {
            set(CURLOPT_POST, 1)
            _ = cairn_curl_set_string(handle, CURLOPT_COPYPOSTFIELDS, form)
        }
    }

    /// What came of the hop, in our words.
    func outcome(_ code: CURLcode) -> TransferQueue.Outcome {
        guard code == CURLE_OK else { return .failure(error(code)) }
        return .success(
            HopAnswer(
                status: number(CURLINFO_RESPONSE_CODE), fields: header.fields, body: body, spent: spent))
    }

    /// Forgets a hop, so that what arrived on it takes no memory until the next.
    func forget() {
        address = nil
        header = HeaderReader(byteLimit: limits.headerBytes)
        body = []
        refusal = nil
        isForbidden = false
    }

    /// Makes libcurl ready, once.
    static let library: Void = { curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()
}

private extension HTTPField {
    /// Whether a field is one line with a proper name, so that it can smuggle nothing in.
    var isFitToSend: Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
            && !value.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    }
}

private extension CurlTransfer {
    /// What holds for every hop.
    ///
    /// Cookies, passwords from a file, HSTS and alternative services stay off, as they are unless asked for.
    func configure() {
        set(CURLOPT_LOW_SPEED_LIMIT, 50)
        set(CURLOPT_LOW_SPEED_TIME, 20)
        set(CURLOPT_NOSIGNAL, 1)
        // libcurl looks all names through that it knows whenever it looks one up; a run asks thousands of hosts.
        set(CURLOPT_DNS_CACHE_TIMEOUT, 5)
        // A name that nobody answers for must not hold up the other transfers when its own has ended.
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP09_ALLOWED, 0)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        _ = cairn_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        _ = cairn_curl_set_string(handle, CURLOPT_USERAGENT, userAgent)
        // All that libcurl can undo: deflate, gzip, br, zstd.
        _ = cairn_curl_set_string(handle, CURLOPT_ACCEPT_ENCODING, "")
        // A proxy would make the connection in our place, past the address guard.
        _ = cairn_curl_set_string(handle, CURLOPT_PROXY, "")
        setCallbacks()
    }

    func setCallbacks() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = cairn_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        _ = cairn_curl_set_data_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlTransfer.from(context)?.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
                ?? 0
        }
        _ = cairn_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        _ = cairn_curl_set_data_callback(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlTransfer.from(context)?
                .receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
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

    func set(_ option: CURLoption, _ value: Int) { _ = cairn_curl_set_long(handle, option, value) }

    func number(_ question: CURLINFO) -> Int {
        var value = 0
        _ = cairn_curl_get_long(handle, question, &value)
        return value
    }

    var spent: Duration {
        var microseconds: curl_off_t = 0
        _ = cairn_curl_get_offset(handle, CURLINFO_TOTAL_TIME_T, &microseconds)
        return .microseconds(microseconds)
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= limits.bodyBytes else {
            refusal = .tooLarge(byteLimit: limits.bodyBytes)
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
        do throws(TransferError) {
            try header.read(line)
            return line.count
        } catch {
            refusal = error
            return 0
        }
    }

    func open(_ peer: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        // The address is longer than its declared type, so it is reached by its place and not by its value.
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
        let place = UnsafeRawPointer(peer).advanced(by: offset)
        let parts = NumericAddress.parts(of: place.assumingMemoryBound(to: sockaddr.self))
        guard let parts, guarding.allows(address: parts.bytes, port: parts.port) else {
            isForbidden = true
            return -1
        }
        let kind = peer.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(peer.pointee.family, kind, peer.pointee.protocol)
    }

    func error(_ code: CURLcode) -> TransferError {
        let host = address?.host ?? ""
        let reason = String(cString: curl_easy_strerror(code)).lowercased()
        switch code {
        case CURLE_COULDNT_CONNECT where isForbidden: return .forbiddenAddress(host: host)
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_SEND_ERROR, CURLE_URL_MALFORMAT:
            return .unreachable(host: host, reason: reason)
        case CURLE_OPERATION_TIMEDOUT:
            return .timeout(seconds: max(1, Int((spent / .seconds(1)).rounded())))
        case CURLE_FILESIZE_EXCEEDED: return .tooLarge(byteLimit: limits.bodyBytes)
        // Without a refusal of ours it was a decoder that would not go on.
        case CURLE_WRITE_ERROR: return refusal ?? .undecodable
        case CURLE_BAD_CONTENT_ENCODING: return .undecodable
        // libcurl's word for a header line over its own limit of 100 kB.
        case CURLE_OUT_OF_MEMORY where !header.isComplete:
            return .notHTTP(reason: "a line of its header is too long")
        case CURLE_PARTIAL_FILE: return .truncated
        case CURLE_RECV_ERROR where header.isComplete && !isBadChunk: return .truncated
        case CURLE_HTTP2 where header.isComplete, CURLE_HTTP2_STREAM where header.isComplete:
            return .truncated
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT:
            return .untrusted(host: host, reason: reason)
        default: return .notHTTP(reason: reason)
        }
    }

    /// Whether a receive error tells of chunks that are none: then it has no cause in the system.
    ///
    /// Over TLS a cut connection looks the same, and is by far the likelier.
    var isBadChunk: Bool { address?.isSecure == false && number(CURLINFO_OS_ERRNO) == 0 }
}
