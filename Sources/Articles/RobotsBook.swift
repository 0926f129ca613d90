// SPDX-License-Identifier: MIT

import Model
import Transport

/// Remembers what each site's `robots.txt` says, for one run.
///
/// The actor guards the book: two pages of one site may be asked for at once.
actor RobotsBook {
    private let client: any HTTPClient
    private let agent: String
    private var known: [String: RobotsRules] = [:]
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
    func rules(for address: WebAddress) async -> RobotsRules {
        guard let file = WebAddress("/robots.txt", relativeTo: address) else { return .open }
        if let rules = known[file.text] { return rules }
        let rules = await read(file)
        if known.count >= RobotsBook.siteLimit { known = [:] }
        known[file.text] = rules
        return rules
    }

    private func read(_ file: WebAddress) async -> RobotsRules {
        do throws(TransferError) {
            let answer = try await client.get(
                HTTPRequest(address: file, fields: [HTTPField("Accept", "text/plain, */*;q=0.1")]))
            switch answer.status {
            case 200..<300: return RobotsRules(answer.body, for: agent)
            case 429: return .closed
            case 300..<500: return .open
            default: return .closed
            }
        } catch {
            // A file that is too long or leads nowhere is no word to us; a server that is not there is.
            switch error {
            case .tooManyRedirects, .redirectRefused: return .open
            default: return .closed
            }
        }
    }
}
