// SPDX-License-Identifier: MIT

/// Why a document gave no feed.
public enum FeedError: Error, Hashable, CustomStringConvertible {
    /// It is something else, such as a web page; `what` says what it looks like.
    case notAFeed(String, what: String)
    /// It declares entities in a way that only attacks do.
    case unsafeXML(String, reason: String)
    /// It has more bytes than allowed.
    case tooLarge(String, byteLimit: Int)
    /// It is a feed by its looks but cannot be read at all.
    case unreadable(String, reason: String)

    public var description: String {
        switch self {
        case .notAFeed(let subject, let what): "\(subject): not a feed but \(what)"
        case .unsafeXML(let subject, let reason): "\(subject): refused as unsafe XML, because \(reason)"
        case .tooLarge(let subject, let byteLimit): "\(subject): larger than the limit of \(byteLimit) bytes"
        case .unreadable(let subject, let reason): "\(subject): cannot be read: \(reason)"
        }
    }
}
