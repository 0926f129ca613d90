// SPDX-License-Identifier: MIT

import Markup

/// Statements about things with addresses, before they are written as Turtle or JSON-LD.
struct TripleGraph {
    /// What a statement says of its subject.
    enum Value {
        /// Another thing, by its whole address.
        case thing(String)
        /// A name of a vocabulary, such as `skos:Concept`.
        case name(String)
        /// A text, with its language where it has one.
        case text(String, language: String?)
        /// Yes or no.
        case bool(Bool)
    }

    /// One thing and what is said of it.
    struct Subject {
        let address: String
        let statements: [(name: String, values: [Value])]
    }

    /// The vocabularies by their short names.
    let vocabularies: [(name: String, address: String)]
    let subjects: [Subject]

    /// The statements as Turtle.
    ///
    /// **Source**: RDF 1.1 Turtle.
    var turtle: String {
        var out = vocabularies.map { "@prefix \($0.name): <\($0.address)> .\n" }.joined()
        for subject in subjects {
            let lines = subject.statements.filter { !$0.values.isEmpty }.map { statement in
                let name = statement.name == "rdf:type" ? "a" : statement.name
                return "    \(name) "
                    + statement.values.map(TripleGraph.turtle).joined(separator: " ,\n        ")
            }
            out += "\n<\(TripleGraph.address(subject.address))>\n" + lines.joined(separator: " ;\n") + " .\n"
        }
        return out
    }

    /// The statements as JSON-LD.
    ///
    /// **Source**: JSON-LD 1.1.
    var json: String {
        let context = vocabularies.map { ($0.name, JSONValue.string($0.address)) }
        let things = subjects.map { subject in
            JSONValue.members(
                [("@id", .string(subject.address))]
                    + subject.statements.filter { !$0.values.isEmpty }.map { statement in
                        let isType = statement.name == "rdf:type"
                        let values = statement.values.map { TripleGraph.json($0, isType: isType) }
                        return (
                            isType ? "@type" : statement.name, values.count == 1 ? values[0] : .array(values)
                        )
                    })
        }
        return JSONValue.members([("@context", .members(context)), ("@graph", .array(things))]).compact + "\n"
    }
}

private extension TripleGraph {
    static func turtle(_ value: Value) -> String {
        switch value {
        case .thing(let address): "<\(self.address(address))>"
        case .name(let name): name
        case .text(let text, let language): "\"\(escaped(text))\"" + (language.map { "@\($0)" } ?? "")
        case .bool(let isTrue): isTrue ? "true" : "false"
        }
    }

    static func json(_ value: Value, isType: Bool) -> JSONValue {
        switch value {
        case .thing(let address): .members([("@id", .string(address))])
        case .name(let name): isType ? .string(name) : .members([("@id", .string(name))])
        case .text(let text, let language):
            language.map { .members([("@value", .string(text)), ("@language", .string($0))]) }
                ?? .string(text)
        case .bool(let isTrue): .bool(isTrue)
        }
    }

    /// **Source**: Turtle, rule `STRING_LITERAL_QUOTE`.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case _ where scalar.value < 0x20: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// **Source**: Turtle, rule `IRIREF`: what may not stand between the brackets is percent-encoded.
    static func address(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            if scalar.value <= 0x20 || "<>\"{}|^`\\".unicodeScalars.contains(scalar) {
                for byte in String(scalar).utf8 {
                    let digits = Array("0123456789ABCDEF")
                    out += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
                }
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
