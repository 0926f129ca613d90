// SPDX-License-Identifier: MIT

/// The names in what pages give as an author.
enum PersonName {
    /// The name in a statement such as a `meta` element's; nil where it names nobody.
    ///
    /// **Shape**: without "by", mail addresses and what follows a bar; addresses of profiles, `@names` and
    /// placeholders are no names. Otherwise as the page says it, also `Jong, Michiel de`.
    static func stated(_ text: String) -> String? {
        var name = withoutMail(text)
        if let bar = name.firstRange(of: " | ") { name = String(name[..<bar.lowerBound]) }
        name = withoutRoles(withoutBy(name[...]))
        guard isPossible(name), !name.hasPrefix("@"), !isAddress(name) else { return nil }
        return name
    }

    /// The names in lines that a reader sees: `By Ann Lee and Bo Ek, Health Editor • 2 May 2026 • 3 min read`.
    ///
    /// **Shape**: in order, each once; dates, roles and counts out. A name has up to six words and begins with a
    /// capital where its script has them.
    static func seen(in lines: [String]) -> [String] {
        var names: [String] = []
        for line in lines.prefix(8) {
            for piece in pieces(of: line) {
                guard let name = name(in: piece) else { continue }
                if !names.contains(where: { SaidText.letters($0) == SaidText.letters(name) }) {
                    names.append(name)
                }
            }
            if !names.isEmpty { break }
        }
        return names
    }

    /// Names without those that say the same, in order.
    static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert(SaidText.letters($0)).inserted }
    }
}

private extension PersonName {
    static let beginnings = [
        "written by", "posted by", "published by", "reported by", "words by", "story by", "text by",
        "article by",
        "reviewed by", "analysis by", "opinion by", "by", "author", "authors", "autor", "auteur", "autore",
        "text", "von", "par", "por",
        "door",
        "av", "af", "escrito por", "publicado por", "écrit par", "geschrieben von", "from",
    ]
    /// Beginnings that only a colon makes sure of, since they are words or names too.
    static let withColon: Set<String> = ["author", "authors", "autor", "auteur", "autore", "text", "from"]
    static let placeholders: Set<String> = [
        "admin", "administrator", "anonymous", "unknown", "null", "undefined", "none", "na", "author",
        "webmaster",
        "editor", "root", "user", "false", "true", "object", "guest", "",
    ]
    static let particles: Set<String> = [
        "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van", "von", "der",
        "den",
        "ten", "ter", "zu", "zur", "bin", "ibn", "al", "el", "af", "av", "y", "e", "i", "ap", "san",
    ]
    static let joints: Set<String> = ["and", "&", "und", "et", "with", "och", "og", "en"]
    static let days: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed",
        "thu",
        "fri", "sat", "sun",
    ]
    /// Words that stand where names do and are none.
    static let noNames: Set<String> = [
        "follow", "about", "comments", "comment", "share", "views", "view", "posts", "more", "subscribe",
        "profile",
        "archive", "archives", "published", "posted", "updated", "print", "email", "contact", "contributor",
        "read",
        "written", "edited", "by", "author", "authors", "byline", "reply", "search", "home", "news",
        "advertisement",
        "photo", "photograph", "image", "sign", "log", "login", "topics", "contributors", "credit", "source",
    ]
    static let roles: Set<String> = [
        "editor", "reporter", "correspondent", "writer", "director", "staff", "professor", "columnist",
        "journalist",
        "manager", "contributor", "producer", "critic", "analyst", "fellow", "lecturer", "officer", "chief",
        "head",
        "technologist", "researcher", "president", "founder", "author", "ceo", "cto", "redakteur",
        "redaktion",
    ]

    static func isPossible(_ name: String) -> Bool {
        name.utf8.count <= 300 && name.unicodeScalars.contains { $0.properties.isAlphabetic }
            && !placeholders.contains(SaidText.letters(name))
    }

    static func isAddress(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return lowered.contains("://") || lowered.hasPrefix("www.") || lowered.hasPrefix("/")
            || lowered.hasPrefix("//") || !lowered.contains(" ") && lowered.contains("@")
    }

    /// The parts between commas up to the first that is a role: `Ann Lee, Senior Editor`.
    static func withoutRoles(_ name: String) -> String {
        let parts = name.split(separator: ",")
        let kept = parts.prefix { !isRole($0) }
        return kept.isEmpty || kept.count == parts.count ? name : kept.joined(separator: ",")
    }

    static func isRole(_ part: Substring) -> Bool {
        part.split { $0 == " " || $0 == "-" }.contains { roles.contains($0.lowercased()) }
    }

    /// `Ann Lee <ann@example.org>` and `ann@example.org (Ann Lee)` without the address.
    static func withoutMail(_ text: String) -> String {
        guard text.contains("@") else { return text }
        if let open = text.firstIndex(of: "<") { return String(text[..<open]) }
        let words = text.split(separator: " ").filter { !($0.dropFirst().contains("@") && $0.contains(".")) }
        let rest = words.joined(separator: " ")
        return rest.hasPrefix("(") && rest.hasSuffix(")") ? String(rest.dropFirst().dropLast()) : rest
    }

    /// The text without "by" or its like, and without white space and marks around it.
    static func withoutBy(_ text: Substring) -> String {
        var rest = trimmed(text)
        let lowered = rest.lowercased()
        for beginning in beginnings where lowered.hasPrefix(beginning) && lowered.count == rest.count {
            let after = rest.dropFirst(beginning.count)
            guard let mark = after.first, mark == ":" || mark == " " && !withColon.contains(beginning) else {
                continue
            }
            // "Von Neumann" is a name, "von Ann Lee" a byline.
            if mark == " ", rest.first?.isUppercase == true, particles.contains(beginning) { continue }
            rest = trimmed(after.dropFirst())
            break
        }
        return String(rest)
    }

    static func trimmed(_ text: Substring) -> Substring {
        let marks: Set<Character> = [",", ";", ":", "|", "•", "·", "—", "–", "-", "/", "."]
        var text = text
        while let first = text.first, first.isWhitespace || marks.contains(first) { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace || marks.contains(last) && last != "." {
            text = text.dropLast()
        }
        return text
    }

    /// A line cut at bars, dashes and bullets.
    static func pieces(of line: String) -> [Substring] {
        var pieces: [Substring] = [line[...]]
        for mark in [" | ", " • ", " · ", " — ", " – ", " - ", " / ", ";", "|", "•"] {
            pieces = pieces.flatMap { $0.split(separator: mark, omittingEmptySubsequences: true) }
        }
        return pieces.prefix(12).flatMap { names(joinedIn: $0) }
    }

    /// `Ann Lee and Bo Ek` are two.
    static func names(joinedIn piece: Substring) -> [Substring] {
        let words = piece.split(separator: " ")
        let parts = words.split { joints.contains($0.lowercased()) }
        guard parts.count > 1, parts.allSatisfy({ $0.count >= 2 }) else {
            return piece.split(separator: ",").count > 1 ? commaParts(piece) : [piece]
        }
        return parts.flatMap { commaParts(Substring($0.joined(separator: " "))) }
    }

    /// Parts between commas up to the first that is a role; a part of one word (`MA`) belongs to the name before.
    static func commaParts(_ piece: Substring) -> [Substring] {
        var parts: [Substring] = []
        for part in piece.split(separator: ",") {
            if isRole(part) { break }
            if part.split(separator: " ").count < 2, !parts.isEmpty { continue }
            parts.append(part)
        }
        return parts
    }

    static func name(in piece: Substring) -> String? {
        let words = withoutBy(piece).split(separator: " ")
        var kept: [Substring] = []
        for (place, word) in words.enumerated() {
            let lowered = word.lowercased()
            if word.contains(where: { $0.isNumber || $0 == "@" }) || days.contains(lowered) { break }
            if place + 1 < words.count, words[place + 1].contains(where: \.isNumber) { break }
            guard word.first?.isLowercase != true || particles.contains(lowered) else { break }
            if noNames.contains(SaidText.letters(lowered)) { break }
            kept.append(word)
        }
        let name = trimmed(Substring(kept.joined(separator: " ")))
        guard (1...6).contains(kept.count), isPossible(String(name)), name.count >= 2 else { return nil }
        return String(name)
    }
}
