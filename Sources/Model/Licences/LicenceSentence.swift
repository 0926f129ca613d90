// SPDX-License-Identifier: MIT

/// Judges whether a sentence that names a licence says that the text at hand is under it.
///
/// It errs towards no: what is not plainly a statement about this text is none, since a curator can still say so.
enum LicenceSentence {
    /// Reads what stands before and behind a licence's name.
    ///
    /// - Parameters:
    ///   - before: from the start of the sentence, or from the name before, to the name.
    ///   - after: from the name to the end of the sentence.
    static func read(
        _ before: ArraySlice<LicenceToken>, _ after: ArraySlice<LicenceToken>
    ) -> LicenceWording.Reading {
        guard before.count <= 120 else { return .none }
        let after = after.prefix(60)
        let lead = withoutExceptions(before).map(\.word)
        if isBlocked(lead) || isBlockedBehind(after.map(\.word)) { return .none }
        let other = lead.firstIndex { LicenceLexicon.otherWorks.contains($0) }
        if let text = subject(in: lead) {
            if let other, other < text || isParted(lead[text...other]) { return .none }
            return leads(lead[(text + 1)...]) ? .full : .none
        }
        guard other == nil else { return .none }
        let isTail = !after.contains { LicenceLexicon.verbs.contains($0.word) }
        if isNotice(lead) { return .bare }
        if isTail, lead.allSatisfy({ isFiller($0) }) { return .bare }
        return isTail ? .foreign : .none
    }
}

private extension LicenceSentence {
    static func isFiller(_ word: String) -> Bool {
        LicenceLexicon.links.contains(word) || LicenceLexicon.labels.contains(word)
            || LicenceLexicon.articles.contains(word) || isYear(word) || "()[]{},;:-/©#&+.\"“”".contains(word)
    }

    static func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && (word.hasPrefix("19") || word.hasPrefix("20"))
            && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Leaves out "except where otherwise noted" and its like.
    static func withoutExceptions(_ tokens: ArraySlice<LicenceToken>) -> [LicenceToken] {
        var kept: [LicenceToken] = []
        var isInside = false
        var place = tokens.startIndex
        while place < tokens.endIndex {
            let word = tokens[place].word
            let next = place + 1 < tokens.endIndex ? tokens[place + 1].word : ""
            if isInside {
                let isOver = [",", ")", "(", ";", "is", "are", "ist", "est", "es"].contains(word)
                if isOver { kept.append(tokens[place]) }
                isInside = !isOver && !LicenceLexicon.exceptionEnds.contains(word)
            } else if LicenceLexicon.exceptions.contains(word)
                || LicenceLexicon.exceptionPairs.contains([word, next])
                || (word == "with" && next == "the" && place + 2 < tokens.endIndex
                    && tokens[place + 2].word == "exception")
            {
                isInside = true
            } else {
                kept.append(tokens[place])
            }
            place += 1
        }
        return kept
    }

    static func isBlocked(_ words: [String]) -> Bool {
        for (place, word) in words.enumerated() {
            if LicenceLexicon.blockers.contains(word) {
                let isReserved =
                    word == "some" && words.dropFirst(place).starts(with: ["some", "rights", "reserved"])
                if !isReserved { return true }
            }
            let next = place + 1 < words.count ? words[place + 1] : ""
            // "May be licensed" says nothing, "used under" tells how somebody came by a thing; "may be used under" grants.
            let isGrant = words[..<place].suffix(2).contains("be")
            if word == "used", next == "under" || next == "with", !isGrant { return true }
            if word == "may", next == "be", place + 2 < words.count,
                ["licensed", "licenced", "released", "published", "available"].contains(words[place + 2])
            {
                return true
            }
            if place + 1 < words.count, LicenceLexicon.blockingPairs.contains([word, words[place + 1]]) {
                return true
            }
        }
        return false
    }

    /// What takes a statement back, such as "does not apply" and "expired".
    static func isBlockedBehind(_ words: [String]) -> Bool {
        let taking = ["expired", "withdrawn", "revoked", "formerly", "previously"]
        for (place, word) in words.enumerated() where place < 40 {
            if taking.contains(word) { return true }
            let next = place + 2 < words.count ? words[(place + 1)...(place + 2)] : []
            if word == "does" || word == "do", next.contains("not"), next.contains("apply") { return true }
            if word == "no", next.first == "longer" { return true }
        }
        return false
    }

    /// The place of the first word that speaks of the text at hand.
    static func subject(in words: [String]) -> Int? {
        for (place, word) in words.enumerated() where LicenceLexicon.texts.contains(word) {
            if isPointedAt(place, words) || isAlone(place, words) { return place }
        }
        return nil
    }

    /// Whether "this" or its like stands before a word, with only describing words between.
    static func isPointedAt(_ place: Int, _ words: [String]) -> Bool {
        var start = place - 1
        while start >= 0, place - start <= 6 {
            if LicenceLexicon.pointers.contains(words[start]) {
                let before = start > 0 ? words[start - 1] : ""
                let isWaiver = before == "to" && words[..<start].contains("waived")
                return isWaiver || !LicenceLexicon.prepositions.contains(before)
            }
            guard
                LicenceLexicon.describing.contains(words[start])
                    || LicenceLexicon.texts.contains(words[start])
            else { return false }
            start -= 1
        }
        return false
    }

    /// Whether a word such as "content" begins the sentence, so that the whole site's is meant.
    static func isAlone(_ place: Int, _ words: [String]) -> Bool {
        let general = [
            "content", "contents", "text", "texts", "everything", "material", "materials", "information",
            "articles",
            "inhalt", "inhalte", "texte", "contenu", "contenus", "textes", "contenido", "contenidos",
            "textos",
            "contenuti", "testi", "inhoud", "teksten", "conteudo", "conteudos", "posts", "pages", "works",
        ]
        guard general.contains(words[place]) else { return false }
        var start = place - 1
        var isStart = true
        while start >= 0 {
            let word = words[start]
            if [",", ":", ")", "-", ";"].contains(word) { return isStart }
            if word == "and" || word == "&" { return isStart }
            isStart = LicenceLexicon.articles.contains(word) || LicenceLexicon.describing.contains(word)
            guard isStart else { return false }
            start -= 1
        }
        return true
    }

    /// Whether a verb or a sign of copyright stands between two words.
    static func isParted(_ words: ArraySlice<String>) -> Bool {
        let parting = [
            "is", "are", "was", "were", "©", "copyright", "belongs", "by", "under", "ist", "sind", "est",
            "sont", "es",
            "son", "sono", "zijn", ";",
        ]
        return words.contains { parting.contains($0) }
    }

    /// Whether the words between a text and a licence lead from one to the other.
    static func leads(_ words: ArraySlice<String>) -> Bool {
        var allowance = 0
        var hasFrame = words.count <= 4
        for word in words {
            if LicenceLexicon.frames.contains(word) { hasFrame = true }
            if LicenceLexicon.openings.contains(word) {
                allowance = 8
            } else if LicenceLexicon.links.contains(word) {
                continue
            } else if LicenceLexicon.texts.contains(word) || LicenceLexicon.pointers.contains(word)
                || LicenceLexicon.otherWorks.contains(word) || LicenceLexicon.articles.contains(word)
                || isYear(word) || "&/\"“”'".contains(word) || ["including", "images"].contains(word)
            {
                continue
            } else if allowance > 0 {
                allowance -= 1
            } else {
                return false
            }
        }
        return hasFrame
    }

    /// Whether the words are a line of copyright: `© 2024 Example Org, licensed under`.
    static func isNotice(_ words: [String]) -> Bool {
        guard let sign = words.firstIndex(where: { $0 == "©" || $0 == "copyright" }), words.count <= 30 else {
            return false
        }
        return words[..<sign].allSatisfy { isFiller($0) }
    }
}
