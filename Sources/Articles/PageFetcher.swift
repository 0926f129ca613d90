// SPDX-License-Identifier: MIT

public import Model
public import Transport

/// Gets web pages as a considerate robot does: what `robots.txt` forbids is not asked for, redirects included.
public struct PageFetcher: Sendable {
    private let client: any HTTPClient
    private let robots: RobotsBook

    private let rest: @Sendable (String) -> String?

    /// The longest pause that a site can make us keep between two of its pages in one run, seconds.
    ///
    /// Whoever asks for pages leaves the others of a site that wants more to a later run.
    public static let longestPause = 60.0
    /// The most redirects from one page to the next.
    private static let redirectLimit = 5
    private static let accepted = "text/html, application/xhtml+xml, */*;q=0.1"

    /// - Parameters:
    ///   - client: what gets documents; its gate keeps the pause between two requests to one host.
    ///   - agent: our product token, by which sites speak to us in `robots.txt`.
    ///   - rest: says of a host, in a sentence, why it is to be left alone for now; nil where it may be asked.
    public init(
        client: any HTTPClient, agent: String = "Cairn",
        rest: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.client = client
        self.rest = rest
        robots = RobotsBook(client: client, agent: agent)
    }

    /// Asks for a page.
    ///
    /// Never throws: what went wrong is in the answer.
    public func fetch(_ address: WebAddress) async -> FetchedPage {
        await follow(address) { request throws(TransferError) in try await client.get(request) }
    }

    /// Asks whether there is still something at an address, and leaves it there: by HEAD, and where a server does not
    /// answer that well, as for a page.
    ///
    /// **Shape**: as of ``fetch(_:)``, with an empty body; what is no web page counts as `notAPage`.
    public func look(at address: WebAddress) async -> FetchedPage {
        await follow(address) { request throws(TransferError) in try await look(request) }
    }

    private func look(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        let head = HTTPRequest(
            address: request.address, fields: request.fields, followsRedirects: false, pause: request.pause,
            wantsBody: false)
        do throws(TransferError) {
            let answer = try await client.get(head)
            // A server that wants rest means it; what else is no success may only be a server without HEAD.
            if answer.status < 400 || [429, 503].contains(answer.status) { return answer }
        } catch {
            switch error {
            case .truncated, .notHTTP, .undecodable, .tooLarge, .timeout: break
            default: throw error
            }
        }
        do throws(TransferError) {
            let answer = try await client.get(request)
            return HTTPResponse(
                status: answer.status, fields: answer.fields, body: [], address: answer.address)
        } catch {
            guard case .tooLarge = error else { throw error }
            return HTTPResponse(status: 200, fields: [], body: [], address: request.address)
        }
    }

    /// Goes from redirect to redirect, each hop judged by the rules of its site.
    private func follow(
        _ start: WebAddress, _ ask: (HTTPRequest) async throws(TransferError) -> HTTPResponse
    ) async -> FetchedPage {
        var address = start
        var isMovedForGood = true
        var moved: WebAddress?
        for _ in 0...PageFetcher.redirectLimit {
            if let reason = rest(address.host) { return FetchedPage(.busy, reason, at: address) }
            let rules: RobotsRules
            switch await robots.word(for: address) {
            case .rules(let found): rules = found
            case .silence(let result, let reason, let retryAfter):
                return FetchedPage(result, reason, at: address, retryAfter: retryAfter)
            }
            let pause = rules.pauseSeconds.map { Duration.seconds(min($0, PageFetcher.longestPause)) }
            guard rules.allows(address) else {
                return FetchedPage(.robots, "the site asks robots not to read this page", at: address)
            }
            let answer: HTTPResponse
            do throws(TransferError) {
                answer = try await ask(
                    HTTPRequest(
                        address: address, fields: [HTTPField("Accept", PageFetcher.accepted)],
                        followsRedirects: false, pause: pause))
            } catch {
                return FetchedPage(.failed, error.description, at: address, pause: rules.pauseSeconds)
            }
            guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.field("location")
            else { return FetchedPage(answer, moved: moved, pause: rules.pauseSeconds) }
            guard let target = WebAddress(location, relativeTo: address) else {
                return FetchedPage(
                    .failed, TransferError.redirectRefused(target: String(location.prefix(200))).description,
                    at: address)
            }
            isMovedForGood = isMovedForGood && (answer.status == 301 || answer.status == 308)
            if isMovedForGood { moved = target }
            address = target
        }
        let error = TransferError.tooManyRedirects(limit: PageFetcher.redirectLimit)
        return FetchedPage(.failed, error.description, at: address)
    }
}
