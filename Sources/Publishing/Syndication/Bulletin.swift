// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// One list of what is new, before it is written as Atom, RSS or JSON Feed.
struct Bulletin {
    /// Where its files stand, without their ending: `feeds/packs`.
    let place: String
    /// What it is called.
    let title: String
    /// What it is about, in a sentence.
    let about: String
    /// The page whose news it tells, from the site's front.
    let page: String
    /// Its entries, newest first; never empty.
    let entries: [Entry]

    /// One thing that is new.
    struct Entry {
        /// Names the entry for ever.
        let id: String
        let title: String
        /// Where it is, absolute.
        let address: String
        /// When it was made or last changed, UTC.
        let date: Date
        /// What it is, in our own words; plain text.
        let summary: String
        /// The same as safe HTML.
        let html: String
        let authors: [String]
        let licence: Licence

        func dated(_ date: Date) -> Entry {
            Entry(
                id: id, title: title, address: address, date: date, summary: summary, html: html,
                authors: authors, licence: licence)
        }
    }

    /// The most entries that a list holds.
    static let entryLimit = 50

    init(place: String, title: String, about: String, page: String, entries: [Entry]) {
        self.place = place
        self.title = title
        self.about = about
        self.page = page
        let sorted = entries.sorted { ($1.date, $0.id) < ($0.date, $1.id) }
        self.entries = Bulletin.apart(Array(sorted.prefix(Bulletin.entryLimit)))
    }

    /// Entries of one moment, such as the packs that a curator approved together, a second apart, as readers sort by time.
    private static func apart(_ entries: [Entry]) -> [Entry] {
        var last: Date?
        return entries.map { entry in
            let date = last.map { min(entry.date, $0.addingTimeInterval(-1)) } ?? entry.date
            last = date
            return entry.dated(date)
        }
    }

    /// The endings of its files.
    static let forms = [".atom", ".rss", ".json"]

    /// It in every form.
    func files(_ board: BulletinBoard) -> [PublishedFile] { [atom(board), rss(board), jsonFeed(board)] }

    /// When the newest entry was made.
    var date: Date { entries.map(\.date).max() ?? Date(timeIntervalSince1970: 0) }
}

/// What all lists of one site share.
struct BulletinBoard {
    let site: String
    /// The site's front, ending in a slash.
    let base: String
    /// The host, for tag URIs.
    let host: String
    let language: String

    /// `https://learn.example.org/packs/start.html`.
    func address(_ path: String) -> String { base + path }

    /// A name that stays when addresses change.
    ///
    /// **Source**: RFC 4151. The year is that of the first Cairn, as the scheme asks for a date in the past.
    func tag(_ kind: String, _ id: String) -> String { "tag:\(host),2026:\(kind)/\(id)" }
}

extension Date {
    /// `2026-11-02T09:00:00Z`, as Atom and JSON Feed want it.
    var internetTime: String { UTCMoment(self)?.text ?? formatted(.iso8601) }

    /// `Mon, 02 Nov 2026 09:00:00 +0000`, as RSS wants it.
    ///
    /// **Source**: RFC 5322, section 3.3.
    var mailTime: String {
        let text = internetTime
        let parts = text.utf8.prefix(10).split(separator: UInt8(ascii: "-")).map { Substring($0) }
        guard parts.count == 3, let month = Int(parts[1]), (1...12).contains(month) else { return text }
        let day = Int((timeIntervalSince1970 / 86_400).rounded(.down))
        let name = Date.days[((day % 7) + 7) % 7]
        let time = Substring(text.utf8.dropFirst(11).prefix(8))
        return "\(name), \(parts[2]) \(Date.months[month - 1]) \(parts[0]) \(time) +0000"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
}
