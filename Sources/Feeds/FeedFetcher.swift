// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Model
public import Transport

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
    public func fetch(_ due: DueFeed, now: Date) async -> FetchedFeed {
        var fields = [HTTPField("Accept", FeedFetcher.accepted)]
        if let etag = due.validators.etag { fields.append(HTTPField("If-None-Match", etag)) }
        if let date = due.validators.lastModified { fields.append(HTTPField("If-Modified-Since", date)) }
        let trial = FetchTrial(due: due, now: now, schedule: schedule)
        do throws(TransferError) {
            return trial.read(try await client.get(HTTPRequest(address: due.address, fields: fields)))
        } catch {
            return trial.ended(error.fetchResult, error.description)
        }
    }

    /// Reads a feed's document that a hub sent.
    ///
    /// What it says of hubs, times and the next page is not taken over, as hubs send a part of the document.
    public func read(
        pushed body: [UInt8], contentType: String?, from topic: WebAddress, of due: DueFeed, now: Date
    ) -> FetchedFeed {
        let document = FeedDocument(bytes: body, base: topic, contentType: contentType)
        return FetchTrial(due: due, now: now, schedule: schedule).readSent(document)
    }

    private static let accepted =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
        + "application/json;q=0.8, */*;q=0.5"
}

/// One try, with what is needed to say how it ended.
private struct FetchTrial {
    let due: DueFeed
    let now: Date
    let schedule: FetchSchedule

    func read(_ response: HTTPResponse) -> FetchedFeed {
        let moved = permanentTarget(of: response)
        switch response.status {
        case 200: return parse(response, moved: moved)
        case 304 where due.validators == Validators():
            return ended(
                .protocol, "the server says that nothing has changed, but was not asked that", moved: moved)
        case 304:
            return ended(.notModified, "nothing new", moved: moved, wishes: wishes(of: response, due.terms))
        default:
            let (result, reason) = words(for: response.status)
            return ended(result, reason, wait: wait(after: response))
        }
    }

    func ended(
        _ result: FetchResult, _ reason: String, wait: Duration? = nil, moved: WebAddress? = nil,
        byteCount: Int = 0, wishes: FetchSchedule.Wishes = .init()
    ) -> FetchedFeed {
        let record = FetchRecord(
            feed: due.feed.id, time: now, result: result, reason: reason, byteCount: byteCount)
        return FetchedFeed(
            record: record, of: due, schedule: schedule, permanentAddress: moved, wait: wait, wishes: wishes)
    }

    func readSent(_ document: FeedDocument) -> FetchedFeed {
        let byteCount = document.bytes.count
        do throws(FeedError) {
            let parsed = try FeedParser.parse(document)
            let items = parsed.items(for: due.feed, seen: now)
            let record = FetchRecord(
                feed: due.feed.id, time: now, result: items.isEmpty ? .empty : .ok, reason: "its hub sent it",
                byteCount: byteCount)
            return FetchedFeed(
                record: record, of: due, schedule: schedule, items: items,
                wishes: wishes(due.terms, cacheSeconds: nil), isSent: true)
        } catch {
            return ended(error.fetchResult, error.description, byteCount: byteCount)
        }
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
        let items = parsed.items(for: due.feed, seen: now)
        let (result, reason) = words(for: parsed, itemCount: items.count)
        // A document that broke off is asked for again in full.
        let validators =
            parsed.isCutShort
            ? nil : Validators(etag: response.field("etag"), lastModified: response.field("last-modified"))
        let record = FetchRecord(
            feed: due.feed.id, time: now, result: result, reason: reason, byteCount: response.body.count,
            validators: validators, terms: terms(of: parsed, response))
        return FetchedFeed(
            record: record, of: due, schedule: schedule, items: items, permanentAddress: moved,
            wishes: wishes(of: response, parsed.terms))
    }

    private func words(for parsed: ParsedFeed, itemCount: Int) -> (FetchResult, String) {
        if parsed.isCutShort {
            return (.truncated, "the document breaks off; \(itemCount) whole items were kept")
        }
        return itemCount == 0 ? (.empty, "no item in it") : (.ok, "read")
    }

    /// Where the feed has moved for good; a redirect to an error is no move.
    private func permanentTarget(of response: HTTPResponse) -> WebAddress? {
        guard response.status == 200 || response.status == 304 else { return nil }
        return response.permanentAddress
    }

    /// What a server that turned us away wants us to wait: what it says, up to a day; an hour when it only says "too often".
    private func wait(after response: HTTPResponse) -> Duration? {
        let ceiling = Duration.seconds(86_400)
        if let asked = retryAfter(response.field("retry-after"), now: now) { return min(asked, ceiling) }
        return response.status == 429 ? .seconds(3600) : nil
    }

    /// How the document wants to be asked; the hub that the answer itself names is stronger.
    ///
    /// **Source**: WebSub, section 4.
    private func terms(of parsed: ParsedFeed, _ response: HTTPResponse) -> FeedTerms {
        var terms = parsed.terms
        let links = LinkFields(response.fields, base: response.address)
        guard let hub = links.target("hub") else { return terms }
        terms.hub = hub
        terms.topic = links.target("self") ?? parsed.address
        return terms
    }

    private func wishes(of response: HTTPResponse, _ terms: FeedTerms) -> FetchSchedule.Wishes {
        wishes(terms, cacheSeconds: cacheSeconds(of: response))
    }

    private func wishes(_ terms: FeedTerms, cacheSeconds: Int?) -> FetchSchedule.Wishes {
        FetchSchedule.Wishes(
            documentMinutes: terms.minutes, cacheSeconds: cacheSeconds,
            quietHours: Set(terms.quietHours), quietDays: Set(terms.quietDays))
    }

    private func cacheSeconds(of response: HTTPResponse) -> Int? {
        let control = response.field("cache-control")?.lowercased() ?? ""
        if control.contains("no-cache") || control.contains("no-store") { return nil }
        for part in control.split(separator: ",") {
            let part = part.drop { $0.isWhitespace }
            if part.hasPrefix("max-age="), let seconds = Int(part.dropFirst(8)) { return seconds }
        }
        return response.field("expires").flatMap { WrittenDate.date(from: $0) }
            .map { Int(min($0.timeIntervalSince(now), 86_400)) }
    }

    private func words(for status: Int) -> (FetchResult, String) {
        switch status {
        case 401, 407: (.auth, "the server wants to know who we are (\(status))")
        case 403: (.httpError, "the server does not let us in (403)")
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
        case .cancelled: .skipped
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
