// SPDX-License-Identifier: MIT

public import Foundation
public import Model
public import Transport

/// Asks a web archive for a copy of a page that is gone.
///
/// **Source**: RFC 7089 (Memento): a TimeGate, asked for an address near a date, leads to a copy or answers that it has none.
public struct ArchiveSearch: Sendable {
    private let client: any HTTPClient
    private let gate: WebAddress

    /// - Parameters:
    ///   - client: what asks.
    ///   - gate: the TimeGate's address, to which the page's is added.
    public init(client: any HTTPClient, gate: WebAddress) {
        self.client = client
        self.gate = gate
    }

    /// The copy nearest to a date; nil where the archive has none or does not answer.
    public func copy(of page: WebAddress, near date: Date) async -> WebAddress? {
        guard let address = WebAddress(gate.text + page.text) else { return nil }
        let request = HTTPRequest(
            address: address, fields: [HTTPField("Accept-Datetime", ArchiveSearch.text(date))],
            followsRedirects: false, wantsBody: false)
        guard let answer = try? await client.get(request) else { return nil }
        switch answer.status {
        case 301, 302, 303, 307, 308:
            return answer.field("location").flatMap { WebAddress($0, relativeTo: address) }
        case 200 where answer.field("memento-datetime") != nil:
            return answer.field("content-location").flatMap { WebAddress($0, relativeTo: address) } ?? address
        default: return nil
        }
    }

    /// A moment as HTTP writes it: `Mon, 02 Nov 2026 09:00:00 GMT`.
    ///
    /// **Source**: RFC 9110, section 5.6.7.
    static func text(_ date: Date) -> String {
        let style = Date.VerbatimFormatStyle(
            format:
                """
                \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
                \(second: .twoDigits) GMT
                """,
            locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
            calendar: Calendar(identifier: .gregorian))
        return date.formatted(style)
    }
}
