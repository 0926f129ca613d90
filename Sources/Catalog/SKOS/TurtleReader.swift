// SPDX-License-Identifier: MIT

/// Reads statements from Turtle, and so from N-Triples, which is a part of it.
///
/// **Source**: RDF 1.1 Turtle, W3C, 2014. Lists are read and stand for a thing without a name; what is in them is not
/// linked.
struct TurtleReader {
    private var tokens: TurtleTokens
    private var prefixes: [String: String] = [:]
    private var base = ""
    private var blanks = 0
    private var statements: [RDFStatement] = []

    /// Things in brackets inside each other at the most.
    private static let depthLimit = 60

    /// All statements of a document, in its order.
    static func statements(_ text: String, file: String) throws(Mistake) -> [RDFStatement] {
        var reader = TurtleReader(tokens: TurtleTokens(text, file: file))
        while let token = try reader.tokens.next() { try reader.statement(from: token) }
        return reader.statements
    }

    private init(tokens: TurtleTokens) { self.tokens = tokens }
}

private extension TurtleReader {
    mutating func statement(from token: TurtleTokens.Token) throws(Mistake) {
        switch token {
        case .directive(let name):
            let isOld = name.hasPrefix("@")
            if name.lowercased().hasSuffix("base") {
                guard case .address(let address)? = try tokens.next() else {
                    throw wrong("an address after base")
                }
                base = RDFName.completed(address, base: base)
            } else {
                guard case .name(let prefix, "")? = try tokens.next(),
                    case .address(let address)? = try tokens.next()
                else { throw wrong("a name with a colon and an address after prefix") }
                prefixes[prefix] = RDFName.completed(address, base: base)
            }
            if isOld { try expect(".") }
        default:
            let isNamed = token != .mark("[")
            guard case .thing(let subject) = try object(token, depth: 0) else {
                throw wrong("a thing that something is said of")
            }
            let next = try tokens.next()
            // `[ … ] .` says all in its brackets.
            if !isNamed, next == .mark(".") { return }
            try properties(of: subject, from: next, until: ".", depth: 0)
        }
    }

    /// What is said of a thing, one property after the other.
    mutating func properties(
        of subject: String, from first: TurtleTokens.Token?, until end: Character, depth: Int
    ) throws(Mistake) {
        var token = first
        while true {
            while token == .mark(";") { token = try tokens.next() }
            if token == .mark(end) { return }
            guard let verb = token, let predicate = try predicate(verb) else {
                throw wrong("what is said of \(subject)")
            }
            repeat {
                guard let next = try tokens.next() else { throw wrong("what \(subject) is said to be") }
                let object = try object(next, depth: depth + 1)
                statements.append(RDFStatement(subject: subject, predicate: predicate, object: object))
                guard statements.count <= RDFStatement.limit else {
                    throw wrong("fewer than \(RDFStatement.limit) statements")
                }
                token = try tokens.next()
            } while token == .mark(",")
            guard token == .mark(";") || token == .mark(end) else { throw wrong("a \(end) or a ;") }
        }
    }

    mutating func predicate(_ token: TurtleTokens.Token) throws(Mistake) -> String? {
        switch token {
        case .word("a"): RDFName.type
        case .address(let address): RDFName.completed(address, base: base)
        case .name(let prefix, let rest): try full(prefix, rest)
        default: nil
        }
    }

    mutating func object(_ token: TurtleTokens.Token, depth: Int) throws(Mistake) -> RDFStatement.Object {
        guard depth < Self.depthLimit else { throw wrong("fewer brackets inside each other") }
        switch token {
        case .address(let address): return .thing(RDFName.completed(address, base: base))
        case .name("_", let rest): return .thing("_:named-\(rest)")
        case .name(let prefix, let rest): return .thing(try full(prefix, rest))
        case .text(let text, let language): return .words(text, language: language)
        case .word(let word) where word != "a": return .words(word, language: "")
        case .mark("["):
            let thing = newBlank()
            try properties(of: thing, from: try tokens.next(), until: "]", depth: depth)
            return .thing(thing)
        case .mark("("):
            while let next = try tokens.next() {
                if next == .mark(")") { return .thing(newBlank()) }
                _ = try object(next, depth: depth + 1)
            }
            throw wrong("a ) at the end of a list")
        default: throw wrong("an address, a name or a text")
        }
    }

    mutating func newBlank() -> String {
        blanks += 1
        return "_:blank-\(blanks)"
    }

    func full(_ prefix: String, _ rest: String) throws(Mistake) -> String {
        guard let start = prefixes[prefix] else { throw wrong("a line that says what \(prefix): stands for") }
        return start + rest
    }

    mutating func expect(_ mark: Character) throws(Mistake) {
        guard try tokens.next() == .mark(mark) else { throw wrong("a \(mark)") }
    }

    func wrong(_ expected: String) -> Mistake { tokens.wrong("no Turtle: here must be \(expected)") }
}
