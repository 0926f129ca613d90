// SPDX-License-Identifier: MIT

public import Model

/// What a list of subscriptions would bring to a library, once its feeds were asked.
public struct ImportPreview: Sendable {
    /// The lines that give a feed, in order.
    public let entries: [Entry]
    /// What is wrong in the list, in order.
    public let mistakes: [Mistake]

    /// What an address answered.
    public enum Answer: Hashable, Sendable {
        /// A feed, at this address after permanent redirects.
        case feed(at: WebAddress)
        /// A document that is no feed; `what` says what it looks like.
        case page(what: String)
        /// Nothing that can be read; why, in words.
        case dead(reason: String)
    }

    /// One line that gives a feed.
    public struct Entry: Sendable {
        /// The line.
        public let line: OPMLImport.Line
        /// Its feed, and where it is listed.
        public let listed: ListedFeed
        /// What becomes of it.
        public let prospect: Prospect
    }

    /// What becomes of a line.
    public enum Prospect: Hashable, Sendable {
        /// It is new, and answers as a feed where it was asked.
        case new
        /// It is listed already, at a file and line; `movedTo` is the address that is listed where the line's
        /// has moved.
        case duplicate(of: String, movedTo: WebAddress?)
        /// It is new, and has moved for good.
        case moved(to: WebAddress)
        /// Nobody answers, or not with a document that can be read.
        case dead(reason: String)
        /// It is something else than a feed.
        case noFeed(what: String)
    }

    /// - Parameters:
    ///   - list: the list.
    ///   - answers: what its addresses answered; one that is missing was not asked, and is new.
    public init(_ list: OPMLImport, answers: [WebAddress: Answer] = [:]) {
        var targets: [String: String] = [:]
        var entries: [Entry] = []
        for line in list.lines {
            guard let listed = line.listed else { continue }
            var prospect = ImportPreview.prospect(of: line, listed, list, answers[listed.feed.address])
            if case .moved(let target) = prospect {
                if let earlier = targets[target.canonicalKey] {
                    prospect = .duplicate(of: earlier, movedTo: target)
                } else {
                    targets[target.canonicalKey] = listed.placeInWords
                }
            }
            entries.append(Entry(line: line, listed: listed, prospect: prospect))
        }
        self.entries = entries
        mistakes = list.lines.flatMap(\.mistakes)
    }

    /// The lines to save by their ``OPMLImport/Line/place``, each with its address; see
    /// ``OPMLImport/saving(_:)``.
    public func chosen(followingMoves: Bool) -> [Int: WebAddress] {
        var chosen: [Int: WebAddress] = [:]
        for entry in entries {
            switch entry.prospect {
            case .new: chosen[entry.line.place] = entry.listed.feed.address
            case .moved(let target):
                chosen[entry.line.place] = followingMoves ? target : entry.listed.feed.address
            case .duplicate, .dead, .noFeed: continue
            }
        }
        return chosen
    }

    private static func prospect(
        of line: OPMLImport.Line, _ listed: ListedFeed, _ list: OPMLImport, _ answer: Answer?
    ) -> Prospect {
        if let earlier = line.duplicateOf { return .duplicate(of: earlier, movedTo: nil) }
        let address = listed.feed.address
        switch answer {
        case nil: return .new
        case .dead(let reason): return .dead(reason: reason)
        case .page(let what): return .noFeed(what: what)
        case .feed(at: address): return .new
        case .feed(let target):
            if target.canonicalKey != address.canonicalKey, let earlier = list.place(of: target) {
                return .duplicate(of: earlier, movedTo: target)
            }
            return .moved(to: target)
        }
    }
}
