// SPDX-License-Identifier: MIT

/// The topics of a vocabulary in SKOS.
///
/// A concept is a topic: its preferred label is the name, its other and hidden labels are terms, its definition or scope note
/// says what it is. Labels are taken in one language: English where there is any, else the one with most labels; what has no
/// language counts too. Concepts that are deprecated are left out, and so are the strands of Cairn's own export.
///
/// **Source**: SKOS Simple Knowledge Organization System Reference, W3C, 2009.
struct SKOSTopics {
    private var concepts: [String] = []
    private var words: [String: [String: [(text: String, language: String)]]] = [:]
    private var links: [String: [String: [String]]] = [:]
    private var gone: Set<String> = []

    init(_ statements: [RDFStatement]) {
        var seen: Set<String> = []
        func isNew(_ concept: String) -> Bool { !concept.hasPrefix("_:") && seen.insert(concept).inserted }
        for statement in statements {
            let (subject, predicate) = (statement.subject, statement.predicate)
            switch statement.object {
            case .thing(RDFName.skos + "Concept") where predicate == RDFName.type:
                if isNew(subject) { concepts.append(subject) }
            case .words(let text, _) where predicate == RDFName.deprecated:
                if ["true", "1"].contains(text) { gone.insert(subject) }
            case .thing(let other): links[subject, default: [:]][predicate, default: []].append(other)
            case .words(let text, let language):
                words[subject, default: [:]][predicate, default: []].append((text, language))
            }
        }
    }

    /// The topics in the document's order.
    func rows() -> [TopicRow] {
        let kept = concepts.filter { !gone.contains($0) && notation(of: $0)?.hasPrefix("strand-") != true }
        let language = language(of: kept)
        let ids = ids(of: kept)
        var wider: [String: String] = [:]
        for concept in kept {
            let up = things("broader", of: concept) + things("broaderTransitive", of: concept)
            if let first = up.first(where: { ids[$0] != nil }) { wider[concept] = first }
            for deeper in things("narrower", of: concept) where wider[deeper] == nil {
                wider[deeper] = concept
            }
        }
        return kept.map { concept in
            let labels = texts("prefLabel", of: concept, language)
            return TopicRow(
                id: ids[concept], name: labels.first ?? anyLabel(of: concept),
                definition: (texts("definition", of: concept, language)
                    + texts("scopeNote", of: concept, language)).first,
                terms: texts("altLabel", of: concept, language) + texts("hiddenLabel", of: concept, language),
                broader: wider[concept].flatMap { ids[$0] })
        }
    }
}

private extension SKOSTopics {
    func things(_ name: String, of concept: String) -> [String] {
        links[concept]?[RDFName.skos + name] ?? []
    }

    /// What is said in one language, then what is said in none.
    func texts(_ name: String, of concept: String, _ language: String) -> [String] {
        let all = words[concept]?[RDFName.skos + name] ?? []
        let own = all.filter { Self.first($0.language) == language }
        return (own + all.filter { $0.language.isEmpty && !language.isEmpty }).map(\.text)
    }

    func anyLabel(of concept: String) -> String? { words[concept]?[RDFName.skos + "prefLabel"]?.first?.text }

    /// English where any label is, else the language of most labels; the earlier in the alphabet of two.
    func language(of concepts: [String]) -> String {
        var counts: [String: Int] = [:]
        for concept in concepts {
            for label in words[concept]?[RDFName.skos + "prefLabel"] ?? [] {
                counts[Self.first(label.language), default: 0] += 1
            }
        }
        if counts["en"] != nil { return "en" }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
    }

    /// `en` of `en-gb`.
    static func first(_ language: String) -> String { String(language.prefix { $0 != "-" }) }

    /// The notations where all concepts have one of their own; else the ends of the addresses, and the whole address of those
    /// that end alike.
    func ids(of concepts: [String]) -> [String: String] {
        let notations = concepts.compactMap(notation)
        if notations.count == concepts.count, Set(notations).count == concepts.count {
            return Dictionary(zip(concepts, notations), uniquingKeysWith: { first, _ in first })
        }
        func end(_ address: String) -> String {
            address.split { "/#:".contains($0) }.last.map(String.init) ?? address
        }
        let counts = Dictionary(concepts.map { (end($0), 1) }, uniquingKeysWith: +)
        return Dictionary(
            concepts.map { ($0, counts[end($0)] == 1 ? end($0) : $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func notation(of concept: String) -> String? { words[concept]?[RDFName.skos + "notation"]?.first?.text }
}
