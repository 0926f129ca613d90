// SPDX-License-Identifier: MIT

import Foundation
import Model
import Publishing
import Storage
import Synchronization
import Transport

/// Writes the mails of deliveries; what is the same for many readers is written once.
///
/// The mutex guards the forms that were written last.
final class MailWriting: Sendable {
    private let store: Store
    private let composer: IssueMailComposer
    private let letterhead: Letterhead
    private let links: SubscriberLinks
    private let forms = Mutex(WrittenForms())

    /// Why a mail cannot be written.
    enum Failure: Error, CustomStringConvertible {
        case storage(StorageError)
        case publishing(PublishingError)
        case flaw(MailFlaw)
        /// There is no such issue any more.
        case noIssue(Newsletter.ID, number: Int)

        var description: String {
            switch self {
            case .storage(let error): "\(error)"
            case .publishing(let error): "\(error)"
            case .flaw(let flaw): "\(flaw)"
            case .noIssue(let newsletter, let number): "there is no issue \(number) of \(newsletter)"
            }
        }
    }

    init(store: Store, composer: IssueMailComposer, letterhead: Letterhead, links: SubscriberLinks) {
        self.store = store
        self.composer = composer
        self.letterhead = letterhead
        self.links = links
    }

    /// The mail of a delivery; nil where its reader wants nothing of it.
    func mail(of delivery: Delivery) async throws(Failure) -> OutgoingMail? {
        switch delivery.content {
        case .letter(let letter): return try write(letter, delivery)
        case .issue(let newsletter, let number, let recipient):
            let form = try await form(newsletter, number, recipient, written: delivery.written)
            return try form.map { form throws(Failure) in
                try write(
                    form, to: recipient.address, delivery.id, WebAddress(links.unsubscribe(recipient.id)))
            }
        }
    }

    /// The mail of an issue to somebody who wants to see it first: the same but for whose it is.
    func trial(_ issue: Issue, to address: MailAddress, at now: Date) async throws(Failure) -> OutgoingMail {
        let amendments = try await amendments(of: issue.newsletter.id, issue.number)
        let form = try form(of: issue, amendments, written: now)
        let id = Delivery.ID("t\(Digest.short(address.key))-\(issue.number)")
        return try write(form, to: address, id, WebAddress(links.unsubscribe(Subscriber.ID(id.rawValue))))
    }
}

private extension MailWriting {
    func write(
        _ form: MailForm, to address: MailAddress, _ id: Delivery.ID, _ unsubscribe: WebAddress?
    ) throws(Failure) -> OutgoingMail {
        let addressing = MailForm.Addressing(
            to: address, messageID: letterhead.messageID(of: id), unsubscribe: unsubscribe)
        do throws(MailFlaw) {
            return OutgoingMail(
                sender: letterhead.envelopeSender(of: id), recipient: address,
                message: try form.message(addressing, signedBy: letterhead.signer))
        } catch {
            throw .flaw(error)
        }
    }

    func write(_ letter: Letter, _ delivery: Delivery) throws(Failure) -> OutgoingMail {
        let form: MailForm
        do throws(MailFlaw) {
            form = try MailForm(
                MailHead(
                    from: letterhead.from, replyTo: letterhead.replyTo, subject: letter.subject,
                    date: delivery.written), text: letter.text, html: letter.html,
                calendar: letter.calendar)
        } catch {
            throw .flaw(error)
        }
        return try write(form, to: letter.to, delivery.id, letter.unsubscribe)
    }

    func form(
        _ newsletter: Newsletter.ID, _ number: Int, _ recipient: Recipient, written: Date
    ) async throws(Failure) -> MailForm? {
        let kind = FormKind(
            newsletter: newsletter, number: number, written: written, choices: recipient.choices)
        if let form = forms.withLock({ $0.byKind[kind] }) { return form }
        let (issue, amendments) = try await content(newsletter, number)
        var read: Set<Item.ID> = []
        if recipient.choices.onlyUnread {
            do throws(StorageError) { read = try await store.readItems.read(by: recipient.id) } catch {
                throw .storage(error)
            }
        }
        let form: MailForm?
        if let part = issue.part(for: recipient.choices, read: read) {
            form = try self.form(of: part, amendments, written: written)
        } else {
            form = nil
        }
        // What somebody has read is theirs alone.
        if !recipient.choices.onlyUnread { forms.withLock { $0.keep(form, for: kind) } }
        return form
    }

    func content(_ newsletter: Newsletter.ID, _ number: Int) async throws(Failure) -> (
        Issue, [IssueAmendment]
    ) {
        if let kept = forms.withLock({ $0.issue }), kept.content.newsletter.id == newsletter,
            kept.content.number == number
        {
            return kept
        }
        let amendments = try await amendments(of: newsletter, number)
        let issues: [Issue]
        do throws(StorageError) { issues = try await store.issues.all(of: newsletter) } catch {
            throw .storage(error)
        }
        guard let issue = issues.first(where: { $0.number == number }) else {
            throw .noIssue(newsletter, number: number)
        }
        forms.withLock { $0.issue = (issue, amendments) }
        return (issue, amendments)
    }

    func amendments(of newsletter: Newsletter.ID, _ number: Int) async throws(Failure) -> [IssueAmendment] {
        do throws(StorageError) {
            return try await store.amendments.all().filter {
                $0.newsletter == newsletter && $0.number == number
            }
        } catch {
            throw .storage(error)
        }
    }

    func form(of issue: Issue, _ amendments: [IssueAmendment], written: Date) throws(Failure) -> MailForm {
        let mail: IssueMail
        do throws(PublishingError) { mail = try composer.mail(of: issue, amendments: amendments) } catch {
            throw .publishing(error)
        }
        let head = MailHead(
            from: letterhead.from, replyTo: letterhead.replyTo, subject: mail.subject, date: written,
            list: letterhead.list(of: issue.newsletter), issue: "\(issue.newsletter.id)/\(issue.number)")
        do throws(MailFlaw) {
            return try MailForm(
                head, text: mail.text(unsubscribe: MailForm.slot), html: mail.html(unsubscribe: MailForm.slot)
            )
        } catch {
            throw .flaw(error)
        }
    }
}

/// Which readers' mails have one form.
private struct FormKind: Hashable {
    let newsletter: Newsletter.ID
    let number: Int
    let written: Date
    let choices: SubscriberChoices
}

/// What was written last: not of all times, since forms are large.
private struct WrittenForms {
    var issue: (content: Issue, amendments: [IssueAmendment])?
    var byKind: [FormKind: MailForm?] = [:]

    /// Forms that are kept at the most.
    private static let limit = 32

    mutating func keep(_ form: MailForm?, for kind: FormKind) {
        if byKind.count >= WrittenForms.limit { byKind = [:] }
        byKind[kind] = .some(form)
    }
}
