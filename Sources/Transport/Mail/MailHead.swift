// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// What stands in the headers of a mail and is the same for all who get it.
public struct MailHead: Hashable, Sendable {
    /// Who sends it.
    public let from: Mailbox
    /// Where answers go; nil for back to who sends it.
    public let replyTo: MailAddress?
    /// Its subject, one line.
    public let subject: String
    /// When it was written, UTC; a mail that is sent again keeps it.
    public let date: Date
    /// The list that it belongs to; nil for a mail to one person.
    public let list: MailList?
    /// Which issue it is, for those who sort mails: `digital-leaders-monthly/3`; nil for none.
    public let issue: String?

    /// A list of subscribers, as mail programs know it (RFC 2919).
    public struct MailList: Hashable, Sendable {
        /// Its title.
        public let title: String
        /// Its id, shaped like a domain: `weekly.news.example.org`.
        public let id: String

        /// Holds what it is given.
        public init(title: String, id: String) {
            self.title = title
            self.id = id
        }
    }

    /// Holds what it is given.
    public init(
        from: Mailbox, replyTo: MailAddress? = nil, subject: String, date: Date, list: MailList? = nil,
        issue: String? = nil
    ) {
        self.from = from
        self.replyTo = replyTo
        self.subject = subject
        self.date = date
        self.list = list
        self.issue = issue
    }

    /// Refuses what could end a header.
    func check() throws(MailFlaw) {
        let texts = [
            ("the subject", subject), ("the list's title", list?.title ?? "-"),
            ("the list's id", list?.id ?? "-"),
            ("the issue", issue ?? "-"),
        ]
        for (what, text) in texts { try MailFlaw.check(line: text, named: what, byteLimit: 2000) }
    }
}

/// A moment as mails say it: `Mon, 30 Nov 2026 07:00:00 +0000`.
///
/// **Source**: RFC 5322, section 3.3.
enum MailMoment {
    static func text(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return
            "\(days[((parts.weekday ?? 1) - 1) % 7]), \(two(parts.day)) \(months[((parts.month ?? 1) - 1) % 12]) "
            + "\(parts.year ?? 1970) \(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
    }
}
