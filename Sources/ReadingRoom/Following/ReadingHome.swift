// SPDX-License-Identifier: MIT

import Learning
import Model
import Pages
import Publishing
import Storage

/// Where readers find their paths again, and where everybody else asks for a link to come in by.
///
/// To ask for a link is all the signing in that there is: whoever gets it at the address has proved that it is theirs. The
/// answer is the same for every address, known or not.
struct ReadingHome: Sendable {
    static let routes: [RoomRoute] = [
        .get("reading") { call in
            guard let reader = try await call.visitor() else {
                return .page(WebPage("Follow a path", "ask", AskForm(call, path: call.query["path"])))
            }
            return .page(WebPage("Your reading", "reading", try await ReadingHome(call, reader)))
        },
        .post("reading/ask") { call in try await ask(call) },
        .post("reading/out") { call in
            if let digest = RoomCall.cookie.key(in: call.request)?.digest {
                try await call.store.readers.end(session: digest)
            }
            return .settle("reading", cookie: RoomCall.cookie.fieldTakingAway)
        },
    ]

    /// A path of theirs.
    struct Line: Sendable {
        let id: String
        let title: String
        let progress: String
        let next: String?
        let isPaused: Bool
    }

    /// A group of theirs.
    struct Group: Sendable {
        let key: String
        let title: String
    }

    /// A path that they may follow too.
    struct Offer: Sendable {
        let id: String
        let title: String
        let size: String
        let why: String?
    }

    let address: String
    let lines: [Line]
    let hasNone: Bool
    let offers: [Offer]
    let hasOffers: Bool
    let hasAnswered: Bool
    /// Whether there are learning sets to look at.
    let hasSets: Bool
    let groups: [Group]
    let hasGroups: Bool

    init(_ call: RoomCall, _ reader: Reader) async throws {
        let followings = try await call.store.followings.all(of: reader.id)
        address = reader.address.text
        var lines: [Line] = []
        for following in followings {
            guard let path = call.shelf.paths.first(where: { $0.id == following.path }) else { continue }
            let progress = PathProgress(path, following)
            let next = call.next(in: progress, for: reader)
            lines.append(
                Line(
                    id: path.id.rawValue, title: path.title, progress: ReaderWords.progress(progress),
                    next: next.map { call.name(of: $0.place.step) }, isPaused: following.paused != nil))
        }
        self.lines = lines
        hasNone = lines.isEmpty
        let followed = Set(followings.map(\.path))
        offers = ReadingHome.offers(call, reader.answers, besides: followed)
        hasOffers = !offers.isEmpty
        hasAnswered = reader.answers != ReaderAnswers()
        hasSets = !call.shelf.programmes.isEmpty
        groups = try await call.store.groups.memberships(of: reader.id).map {
            Group(key: PathGroup.invitation(to: $0.group, key: call.tools.key), title: $0.title)
        }
        hasGroups = !groups.isEmpty
    }

    /// Paths for whom the reader is come first.
    private static func offers(
        _ call: RoomCall, _ answers: ReaderAnswers, besides followed: Set<LearningPath.ID>
    ) -> [Offer] {
        let open = call.shelf.paths.filter { !followed.contains($0.id) }
        let fitting = open.filter { answers.audience != nil && $0.aim.audience == answers.audience }
        return (fitting + open.filter { !fitting.contains($0) }).map { path in
            let role =
                fitting.contains(path) ? path.aim.audience.map { call.shelf.curriculum?.name(of: $0) } : nil
            return Offer(
                id: path.id.rawValue, title: path.title,
                size:
                    "\(ReaderWords.count(path.steps.count, "step", "steps")), \(ReaderWords.minutes(path.minutes))",
                why: role.flatMap { $0 }.map { "for you as: \($0)" })
        }
    }

    private static func ask(_ call: RoomCall) async throws -> RoomAnswer {
        let wanted = call.form["path"]
        let path = call.shelf.paths.first { $0.id.rawValue == wanted }
        let address: MailAddress
        do {
            address = try MailAddress(reading: call.form["address"])
        } catch {
            let errors = [
                FieldError(
                    field: "address", message: "Enter a mail address such as name@example.org: \(error)")
            ]
            let form = AskForm(
                call, path: wanted, address: String(call.form["address"].prefix(254)),
                error: errors[0].message)
            return .page(WebPage("Follow a path", "ask", form, errors: errors))
        }
        switch try await call.store.asks.begin(for: address, from: call.origin, at: call.now) {
        case .tooMany: throw RoomError.tooMany
        case .silent: break
        case .free: try await mail(call, address, path)
        }
        return .page(
            Message.page(
                "Please look into your mail",
                [
                    "We have sent a link to the address that you gave. It lets you in once, within a day; no password is needed.",
                    "If nothing comes within an hour, look among unwanted mails, and see whether the address was right.",
                ]))
    }

    private static func mail(
        _ call: RoomCall, _ address: MailAddress, _ path: LearningPath?
    ) async throws {
        let key = AccessKey()
        let isMailed = try await call.store.readers.ask(
            address, for: path?.id, link: key.digest, at: call.now)
        guard isMailed else { return }
        try await call.queue(call.tools.letters.entry(to: address, path: path?.title, key: key))
    }
}

/// The form by which somebody asks for a link.
struct AskForm: Sendable {
    /// A path to choose.
    struct Choice: Sendable {
        let id: String
        let title: String
        let isChosen: Bool
    }

    let address: String
    let addressError: String?
    let choices: [Choice]
    let hasChoices: Bool
    /// Whether there are learning sets to look at.
    let hasSets: Bool

    init(_ call: RoomCall, path: String, address: String = "", error: String? = nil) {
        self.address = address
        addressError = error
        choices = call.shelf.paths.map {
            Choice(id: $0.id.rawValue, title: $0.title, isChosen: $0.id.rawValue == path)
        }
        hasChoices = !choices.isEmpty
        hasSets = !call.shelf.programmes.isEmpty
    }
}
