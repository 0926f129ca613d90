// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import Model
import Storage
import Transport

/// `cairn bounce`.
struct BounceCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounce",
        abstract: "Read mails that came back, and leave alone the addresses that do not work.",
        discussion: """
            Reads one mail or a mailbox (mbox), from files or from standard input. Delivery reports (RFC 3464) and
            complaints (RFC 5965) count; a mail that was read before does no harm. Exit status 1 when a mail could not be
            understood.

            Examples:
              cairn bounce /var/mail/bounces
              cairn bounce <one.eml
              in .forward of the mailbox:  "|cairn --library LIBRARY bounce --quiet"
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "Files; standard input where there are none.") var files: [String] = []

    /// Bytes of a file at the most.
    private static let byteLimit = 512_000_000

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let mails = try files.isEmpty ? read(.standardInput, "-") : files.flatMap { try read(at: $0) }
        let store = try await workshop.store()
        var tally: [BounceView.Result: Int] = [:]
        for mail in mails {
            let view = try await note(DeliveryNotice(mail), in: store, at: workshop.now)
            tally[view.result, default: 0] += 1
            console.jsonLine(view)
        }
        for result in BounceView.Result.allCases where tally[result] != nil {
            console.result("\(counted(tally[result] ?? 0, "mail")): \(result.words)")
        }
        if mails.isEmpty { console.result("there is no mail") }
        return tally[.notUnderstood] == nil ? .allWell : .needsAttention
    }
}

private extension BounceCommand {
    func read(at path: String) throws -> [ArraySlice<UInt8>] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Complaint("\(path) cannot be read")
        }
        defer { try? handle.close() }
        return try read(handle, path)
    }

    func read(_ handle: FileHandle, _ name: String) throws -> [ArraySlice<UInt8>] {
        guard let data = try handle.read(upToCount: BounceCommand.byteLimit + 1) else { return [] }
        guard data.count <= BounceCommand.byteLimit else {
            throw Complaint("\(name) has more than \(BounceCommand.byteLimit) bytes; split it")
        }
        return MailFile.mails(in: Array(data))
    }

    func note(_ notice: DeliveryNotice, in store: Store, at now: Date) async throws -> BounceView {
        guard let bounce = notice.bounce(at: now) else {
            return BounceView(notice, nil, notice.kind == .other ? .notUnderstood : .nothingToDo)
        }
        for id in notice.deliveries {
            switch try await store.bounces.add(bounce, of: id) {
            case .unknownDelivery: continue
            case .known: return BounceView(notice, id, .known)
            case .noted: return BounceView(notice, id, .noted)
            case .suppressed: return BounceView(notice, id, .suppressed)
            }
        }
        return BounceView(notice, nil, .notOurs)
    }
}

/// What came of one mail, as JSON.
struct BounceView: Encodable {
    let result: Result
    private let delivery: String?
    private let kind: String
    private let status: String?
    private let words: String

    /// What came of one mail.
    enum Result: String, Encodable, CaseIterable {
        case suppressed, noted, known
        case nothingToDo = "nothing_to_do"
        case notOurs = "not_ours"
        case notUnderstood = "not_understood"

        var words: String {
            switch self {
            case .suppressed: "did not arrive or was unwanted; nothing is mailed to that address any more"
            case .noted: "did not arrive; noted against the address"
            case .known: "read before"
            case .nothingToDo: "delayed, arrived after all, or an answer by itself; nothing to do"
            case .notOurs: "about a mail that is none of this library's"
            case .notUnderstood: "no delivery report that a machine can read; look at it yourself"
            }
        }
    }

    init(_ notice: DeliveryNotice, _ delivery: Delivery.ID?, _ result: Result) {
        self.result = result
        self.delivery = delivery?.rawValue
        kind = notice.kind.rawValue
        status = notice.status
        words = notice.words
    }
}
