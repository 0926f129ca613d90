// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model
public import Transport

/// A feed's document, fetched and read: what there is to save and what to say about it.
public struct FetchedFeed: Sendable {
    /// How it went.
    public let record: FetchRecord
    /// What the document holds; empty unless it was read.
    public let items: [Item]
    /// Where the feed has moved for good, when every redirect on the way said so.
    public let permanentAddress: WebAddress?
    /// How long the server asked us to wait.
    public let wait: Duration?

    /// Holds what it is given.
    public init(
        record: FetchRecord, items: [Item] = [], permanentAddress: WebAddress? = nil, wait: Duration? = nil
    ) {
        self.record = record
        self.items = items
        self.permanentAddress = permanentAddress
        self.wait = wait
    }
}

/// Makes items of a feed's address.
public struct FeedFetcher: Sendable {
    private let client: any HTTPClient
    private let schedule: FetchSchedule

    /// - Parameters:
    ///   - client: what gets documents.
    ///   - schedule: when to look again.
    public init(client: any HTTPClient, schedule: FetchSchedule = FetchSchedule()) {
        self.client = client
        self.schedule = schedule
    }

    /// Asks for a feed's document, only if it has changed since, and reads it.
    ///
    /// Never throws: what went wrong is in the record.
    ///
    /// - Parameters:
    ///   - validators: what the server gave with the last document that could be read.
    ///   - failures: how many tries in a row had failed.
    public func fetch(_ feed: Feed, validators: Validators, failures: Int, now: Date) async -> FetchedFeed {
        var fields = [HTTPField("Accept", FeedFetcher.accepted)]
        if let etag = validators.etag { fields.append(HTTPField("If-None-Match", etag)) }
        if let date = validators.lastModified { fields.append(HTTPField("If-Modified-Since", date)) }
        let request = HTTPRequest(address: feed.address, fields: fields)
        let trial = Trial(feed: feed, failures: failures, now: now, schedule: schedule)
        do throws(TransferError) {
            return trial.read(try await client.get(request))
        } catch {
            return trial.ended(error.fetchResult, error.description)
        }
    }

    private static let accepted =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
        + "application/json;q=0.8, */*;q=0.5"
}

/// One try, with what is needed to say how it ended.
private struct Trial {
    let feed: Feed
    let failures: Int
    let now: Date
    let schedule: FetchSchedule

    func read(_ response: HTTPResponse) -> FetchedFeed {
        let moved = permanentTarget(of: response)
        switch response.status {
        case 200: return parse(response, moved: moved)
        case 304: return ended(.notModified, "nothing new", moved: moved)
        default:
            let (result, reason) = words(for: response.status)
            return ended(result, reason, wait: retryAfter(response.field("retry-after"), now: now))
        }
    }

    func ended(
        _ result: FetchResult, _ reason: String, wait: Duration? = nil, moved: WebAddress? = nil,
        byteCount: Int = 0
    ) -> FetchedFeed {
        FetchedFeed(
            record: FetchRecord(
                feed: feed.id, time: now, result: result, reason: reason, byteCount: byteCount,
                nextDue: schedule.next(after: result, failures: failures, wait: wait, now: now)),
            permanentAddress: moved, wait: wait)
    }

    private func parse(_ response: HTTPResponse, moved: WebAddress?) -> FetchedFeed {
        let document = FeedDocument(
            bytes: response.body, base: response.address, contentType: response.field("content-type"))
        let parsed: ParsedFeed
        do throws(FeedError) {
            parsed = try FeedParser.parse(document)
        } catch {
            return ended(error.fetchResult, error.description, byteCount: response.body.count)
        }
        let items = parsed.items(for: feed)
        let validators = Validators(
            etag: response.field("etag"), lastModified: response.field("last-modified"))
        let result: FetchResult = items.isEmpty ? .empty : .ok
        let record = FetchRecord(
            feed: feed.id, time: now, result: result, reason: items.isEmpty ? "no item in it" : "read",
            byteCount: response.body.count, validators: validators,
            nextDue: schedule.next(after: result, failures: failures, wait: nil, now: now))
        return FetchedFeed(record: record, items: items, permanentAddress: moved)
    }

    /// The end of an unbroken chain of permanent redirects.
    private func permanentTarget(of response: HTTPResponse) -> WebAddress? {
        response.redirects.prefix { $0.status == 301 || $0.status == 308 }.last?.target
    }

    private func words(for status: Int) -> (FetchResult, String) {
        switch status {
        case 401, 403, 407: (.auth, "the server does not let us in (\(status))")
        case 404: (.notFound, "there is nothing at this address (404)")
        case 410: (.gone, "the feed is gone for good (410)")
        case 429: (.rateLimited, "we asked too often (429)")
        case 503: (.unavailable, "the server cannot answer now (503)")
        default: (.httpError, "the server answered with status \(status)")
        }
    }
}

private extension TransferError {
    var fetchResult: FetchResult {
        switch self {
        case .forbiddenAddress, .redirectRefused: .redirectRefused
        case .unreachable, .notHTTP: .protocol
        case .timeout: .timeout
        case .tooLarge: .tooLarge
        case .truncated: .truncated
        case .undecodable: .decode
        case .untrusted: .tls
        case .tooManyRedirects: .redirectLimit
        }
    }
}

private extension FeedError {
    var fetchResult: FetchResult {
        switch self {
        case .notAFeed: .notAFeed
        case .unsafeXML: .unsafeXML
        case .tooLarge: .tooLarge
        default: .parse
        }
    }
}
