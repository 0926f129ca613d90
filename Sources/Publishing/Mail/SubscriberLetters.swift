// SPDX-License-Identifier: MIT

public import Foundation
import Markup
public import Model

/// Writes what subscribers are told beside the issues themselves.
public struct SubscriberLetters: Sendable {
    /// What the library is called: who writes.
    public let site: String
    /// The addresses in it.
    public let links: SubscriberLinks

    /// Holds what it is given.
    public init(site: String, links: SubscriberLinks) {
        self.site = MarkdownEscape.plainLine(site, limit: 100)
        self.links = links
    }

    /// What somebody agrees to when they ask for a newsletter: shown in the form, and kept.
    public static func wording(for newsletter: Newsletter) -> String {
        "Send me \(title(of: newsletter)) by mail, \(newsletter.rhythm.dayWords). I can leave at any time, by one click in each mail."
    }

    /// Asks whether somebody wants what was asked for in their name.
    public func confirmation(
        of newsletter: Newsletter, to address: MailAddress, _ id: Subscriber.ID
    ) throws(MailFlaw) -> Letter {
        let title = SubscriberLetters.title(of: newsletter)
        let blocks = [
            paragraph("Somebody, probably you, asked \(site) to send \(title) to this address."),
            MailBlock(.words, [MailRun("Confirm that it was you", to: links.confirm(id))]),
            paragraph(
                "It is \(newsletter.rhythm.dayWords). You can leave at any time, by one click in each mail."),
            about(
                "If it was not you, do nothing: you will hear no more of it, and your address is deleted after seven days."
            ),
        ]
        return try letter(
            "Please confirm: \(title)", to: address, blocks, preview: "One click, and \(title) will come.",
            kind: .confirmation)
    }

    /// Tells somebody who gets a newsletter already that they were asked for again, since nobody else is told.
    public func reminder(
        of newsletter: Newsletter, to address: MailAddress, _ id: Subscriber.ID
    ) throws(MailFlaw) -> Letter {
        let title = SubscriberLetters.title(of: newsletter)
        let blocks = [
            paragraph(
                "Somebody, probably you, asked \(site) for \(title). You get it already, so nothing has changed."
            ),
            MailBlock(.words, [MailRun("Choose what of it you get, or pause it", to: links.choices(id))]),
            MailBlock(.words, [MailRun("Leave", to: links.unsubscribe(id))]),
            about("If it was not you, there is nothing to do."),
        ]
        return try letter(
            "You get \(title) already", to: address, blocks, preview: "Nothing has changed.", kind: .reader)
    }

    /// Lets somebody in who follows a path, or wants to; the link works once, within a day.
    ///
    /// - Parameters:
    ///   - path: the title of the path that they want to follow; nil where they only come back.
    ///   - key: what the link holds.
    public func entry(to address: MailAddress, path: String?, key: AccessKey) throws(MailFlaw) -> Letter {
        let title = path.map { MarkdownEscape.plainLine($0, limit: 100) }
        let what = title.map { "to follow “\($0)”" } ?? "to go on with your reading"
        let blocks = [
            paragraph("Somebody, probably you, asked \(site) for a link \(what)."),
            MailBlock(.words, [MailRun("Let me in", to: "\(links.root)reading/enter/\(key.text)")]),
            about(
                "The link works once, within a day. Do not pass it on: whoever has it can come in as you. If you did not ask for it, there is nothing to do."
            ),
        ]
        return try letter(
            title.map { "Your link to follow “\($0)”" } ?? "Your link to come in", to: address, blocks,
            preview: "It works once, within a day.", kind: .confirmation)
    }

    /// Sends somebody the way to all that is kept of them.
    ///
    /// - Parameter end: until when it works, UTC.
    public func ownData(
        to address: MailAddress, _ id: Subscriber.ID, until end: Date
    ) throws(MailFlaw) -> Letter {
        let blocks = [
            paragraph(
                "Here is what \(site) keeps about this address: see it, take it along, or have it erased."),
            MailBlock(.words, [MailRun("See what is kept about you", to: links.own(id, until: end))]),
            about(
                "The link works for a day. Do not pass it on: whoever has it can do the same. If you did not ask for it, there is nothing to do."
            ),
        ]
        return try letter(
            "What \(site) keeps about you", to: address, blocks, preview: "The link works for a day.",
            kind: .reader)
    }
}

private extension SubscriberLetters {
    static func title(of newsletter: Newsletter) -> String {
        MarkdownEscape.plainLine(newsletter.title, limit: 100)
    }

    func paragraph(_ text: String) -> MailBlock { MailBlock(.words, [MailRun(text)]) }

    func about(_ text: String) -> MailBlock { MailBlock(.about, [MailRun(text)]) }

    func letter(
        _ subject: String, to address: MailAddress, _ blocks: [MailBlock], preview: String, kind: Letter.Kind
    ) throws(MailFlaw) -> Letter {
        let heading = MailBlock(.heading, [MailRun(subject)], kind: .heading(1))
        let parts = [MailPart(title: nil, blocks: [heading] + blocks)]
        return try Letter(
            to: address, subject: subject, text: MailText.document(parts),
            html: MailHTML(language: "en", subject: subject, preview: preview).document(parts), kind: kind)
    }
}

extension Newsletter.Rhythm {
    /// The days alone, in words that go on from a name: `every Thursday`, `on the first Thursday of each month`.
    ///
    /// Readers are told no hour: mails take their time.
    public var dayWords: String {
        let days = on.lowercased().split(separator: " ").map { word in
            Weekday(rawValue: String(word)) == nil ? String(word) : word.capitalized
        }.joined(separator: " ")
        return every == .week ? "every \(days)" : "on the \(days) of each month"
    }
}
