// SPDX-License-Identifier: MIT

import Model
import Transport

/// What a site says to robots, if it can say it.
enum RobotsWord: Sendable {
    /// What may be read.
    case rules(RobotsRules)
    /// Nobody could say, so nothing may be read for now; with the reason, and what the server wants us to wait.
    case silence(PageResult, String, retryAfter: String?)
}

/// Remembers what each site's `robots.txt` says, for one run.
///
/// The actor guards the book: two pages of one site may be asked for at once.
actor RobotsBook {
    private let client: any HTTPClient
    private let agent: String
    private var known: [String: RobotsWord] = [:]
    /// The most sites that are remembered; a run that meets more asks again.
    private static let siteLimit = 10_000

    init(client: any HTTPClient, agent: String) {
        self.client = client
        self.agent = agent
    }

    /// What the site of an address lets us read.
    ///
    /// **Source**: RFC 9309, section 2.3.1: a file that is not there (400 to 499) opens everything; a server that cannot
    /// answer (500 to 599, no answer) closes everything for now.
    func word(for address: WebAddress) async -> RobotsWord {
        guard let file = WebAddress("/robots.txt", relativeTo: address) else { return .rules(.open) }
        if let word = known[file.text] { return word }
        let word = await read(file)
        if known.count >= RobotsBook.siteLimit { known = [:] }
        known[file.text] = word
        return word
    }

    private func read(_ file: WebAddress) async -> RobotsWord {
        do throws(TransferError) {
            let answer = try await client.get(
                HTTPRequest(address: file, fields: [HTTPField("Accept", "text/plain, */*;q=0.1")]))
            switch answer.status {
            case 200..<300: return .rules(RobotsRules(answer.body, for: agent))
            case 429: return silence(.busy, "we asked too often (429)", answer)
            case 300..<500: return .rules(.open)
            case 503: return silence(.busy, "the server cannot answer now (503)", answer)
            default: return silence(.failed, "the server answered with status \(answer.status)", answer)
            }
        } catch {
            // A file that is too long or leads nowhere is no word to us; a server that is not there is.
            switch error {
            case .tooManyRedirects, .redirectRefused: return .rules(.open)
            default: return silence(.failed, error.description, nil)
            }
        }
    }

    private func silence(_ result: PageResult, _ reason: String, _ answer: HTTPResponse?) -> RobotsWord {
        .silence(
            result, "the site does not say what robots may read: \(reason)",
            retryAfter: answer?.field("retry-after"))
    }
}
