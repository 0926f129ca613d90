// SPDX-License-Identifier: MIT

import Model
import Transport

/// Reads what an answer's `Link` fields point to.
///
/// **Source**: RFC 8288, section 3.
struct LinkFields {
    private let links: [(target: WebAddress, relations: [String])]

    /// - Parameter base: what relative links resolve against.
    init(_ fields: [HTTPField], base: WebAddress) {
        links = fields.filter { $0.name.lowercased() == "link" }.flatMap { field in
            LinkFields.parts(of: field.value).compactMap { part in
                WebAddress(part.target, relativeTo: base).map { ($0, part.relations) }
            }
        }
    }

    /// The first target with a relation.
    func target(_ relation: String) -> WebAddress? {
        links.first { $0.relations.contains(relation) }?.target
    }

    /// The links of one field, with their relations in lower case.
    private static func parts(of text: String) -> [(target: String, relations: [String])] {
        var found: [(target: String, relations: [String])] = []
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: start)...]
            guard let end = rest.firstIndex(of: ">") else { break }
            let target = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
            found.append((target, relations(&rest)))
        }
        return found
    }

    /// Reads a link's parameters up to the comma before the next; the first `rel` counts.
    private static func relations(_ rest: inout Substring) -> [String] {
        var isQuoted = false
        var isEscaped = false
        var parameters: [String] = [""]
        while let character = rest.popFirst() {
            if isEscaped {
                isEscaped = false
            } else if isQuoted && character == "\\" {
                isEscaped = true
                continue
            } else if character == "\"" {
                isQuoted.toggle()
                continue
            } else if character == "," && !isQuoted {
                break
            } else if character == ";" && !isQuoted {
                parameters.append("")
                continue
            }
            parameters[parameters.count - 1].append(character)
        }
        for parameter in parameters {
            let sides = parameter.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].trimmedSpaces.lowercased() == "rel" else { continue }
            return sides[1].lowercased().split(separator: " ").map(String.init)
        }
        return []
    }
}

private extension Substring {
    var trimmedSpaces: Substring {
        guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }),
            let last = lastIndex(where: { $0 != " " && $0 != "\t" })
        else { return "" }
        return self[first...last]
    }
}
