// SPDX-License-Identifier: MIT

/// Why there is no whole answer.
public enum TransferError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address leads into a private network, and the settings do not allow it.
    case forbiddenAddress(host: String)
    /// There is no such host, or nobody answers there.
    case unreachable(host: String, reason: String)
    /// The answer took too long.
    case timeout(seconds: Int)
    /// The document is larger than the limit.
    case tooLarge(byteLimit: Int)
    /// The answer ended too early.
    case truncated
    /// The document's compression is broken.
    case undecodable
    /// The server's certificate is not to be trusted.
    case untrusted(host: String, reason: String)
    /// What came back is not HTTP.
    case notHTTP(reason: String)
    /// A redirect led to something that is no web address.
    case redirectRefused(target: String)
    /// There were more redirects than the limit.
    case tooManyRedirects(limit: Int)
    /// The task was cancelled, or the client was told to stop.
    case cancelled

    /// One sentence that a curator can act on.
    public var description: String {
        switch self {
        case .forbiddenAddress(let host):
            "\(host) is an address in a private network; name it in fetch.allow_addresses if that is meant"
        case .unreachable(let host, let reason): "\(host) cannot be reached: \(reason)"
        case .timeout(let seconds): "no whole answer within \(seconds) seconds"
        case .tooLarge(let limit): "the document is larger than the limit of \(limit) bytes"
        case .truncated: "the answer ended before the document was whole"
        case .undecodable: "the document's compression is broken"
        case .untrusted(let host, let reason): "the certificate of \(host) is not to be trusted: \(reason)"
        case .notHTTP(let reason): "the server does not speak HTTP as it should: \(reason)"
        case .redirectRefused(let target):
            "the address redirects to something that is not on the web: \(target)"
        case .tooManyRedirects(let limit): "more than \(limit) redirects"
        case .cancelled: "the transfer was called off"
        }
    }
}
