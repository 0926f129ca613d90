// SPDX-License-Identifier: MIT

public import Foundation
public import Model

/// The sessions of sets for people's calendars.
///
/// A session keeps its `UID` for ever, and each change has a higher `SEQUENCE`: a file that is taken in again replaces what was
/// there. What does not take place any more is still in it, as cancelled. Nobody's name is in it. The same sessions give the
/// same bytes.
///
/// **Source**: RFC 5545; times are in UTC (section 3.3.5), so that no table of time zones is needed.
public struct SetCalendar: Sendable {
    private let programme: SetProgramme
    private let zone: TimeZone

    /// - Parameter zone: the clock that the programme's times are read from.
    public init(_ programme: SetProgramme, zone: TimeZone) {
        self.programme = programme
        self.zone = zone
    }

    /// The sessions of sets as one calendar.
    ///
    /// **Shape**: empty where there is no session, since a calendar must hold something.
    public func text(of sets: [LearningSet]) -> String {
        let events = sets.flatMap { set in set.sessions.map { event(of: $0, in: set) } }
        guard !events.isEmpty else { return "" }
        let head = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cairn//Action learning sets//EN", "METHOD:PUBLISH",
        ]
        let lines = head + events.flatMap { $0 } + ["END:VCALENDAR"]
        return lines.map { SetCalendar.folded($0) + "\r\n" }.joined()
    }

    /// The name by which calendars know a session.
    public static func uid(of session: SetSession, in set: LearningSet.ID) -> String {
        "\(set)-\(session.number)@sets.cairn.invalid"
    }
}

private extension SetCalendar {
    func event(of session: SetSession, in set: LearningSet) -> [String] {
        let offer = set.group.offer
        let count = set.sessions.count
        var about = ["Session \(session.number) of \(count), \(programme.title)."]
        if let facilitator = offer.facilitator { about.append("Facilitator: \(facilitator).") }
        return [
            "BEGIN:VEVENT", "UID:\(SetCalendar.uid(of: session, in: set.id))",
            "DTSTAMP:\(utc(session.changed))", "SEQUENCE:\(session.sequence)",
            "DTSTART:\(utc(session.day.moment(atMinutes: session.slot.start, in: zone)))",
            "DTEND:\(utc(session.day.moment(atMinutes: session.slot.end, in: zone)))",
            "SUMMARY:\(escaped("Action learning set: \(offer.words), session \(session.number) of \(count)"))",
            "LOCATION:\(escaped(offer.venue))", "DESCRIPTION:\(escaped(about.joined(separator: "\n")))",
            "STATUS:\(session.isCancelled ? "CANCELLED" : "CONFIRMED")", "CLASS:PRIVATE", "END:VEVENT",
        ]
    }

    /// A moment as `20270205T100000Z`.
    func utc(_ moment: Date) -> String {
        moment.formatted(.iso8601).replacing("-", with: "").replacing(":", with: "")
    }

    /// A text as a value may hold it.
    func escaped(_ text: String) -> String {
        let plain = text.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }
        return String(String.UnicodeScalarView(plain)).replacing("\\", with: "\\\\")
            .replacing(";", with: "\\;").replacing(",", with: "\\,").replacing("\n", with: "\\n")
    }

    /// A line in pieces of 75 bytes at the most, none of them cut within a letter.
    static func folded(_ line: String) -> String {
        var (out, length) = ("", 0)
        for letter in line.unicodeScalars {
            let size = String(letter).utf8.count
            if length + size > 75 {
                out += "\r\n "
                length = 1
            }
            out.unicodeScalars.append(letter)
            length += size
        }
        return out
    }
}
