// SPDX-License-Identifier: MIT

import Yams

/// A YAML document as a tree of values that know their lines.
struct YAMLTree {
    /// The line on which it begins, counted from 1 in its file.
    let line: Int
    let content: Content

    enum Content {
        /// A text as written, quotes taken off; nil for nothing, `~` and `null`.
        case text(String?)
        case list([YAMLTree])
        case map([Entry])
    }

    /// One key with its value.
    struct Entry {
        let key: String
        let line: Int
        let value: YAMLTree
    }

    /// Reads a document; an empty one is an empty map.
    ///
    /// `firstLine` is the line of its file on which the text begins.
    static func read(_ text: String, firstLine: Int, file: String) throws(Mistake) -> YAMLTree {
        let shift = firstLine - 1
        guard !hasAliasBomb(text) else {
            throw Mistake(file: file, line: firstLine, message: "too many YAML aliases; write the values out")
        }
        do {
            // Without the encoding Yams would look through the environment for it, for each text.
            guard let node = try compose(yaml: text, .basic, .default, .utf8) else {
                return YAMLTree(line: firstLine, content: .map([]))
            }
            var growth = Growth(file: file, shift: shift)
            return try growth.tree(node)
        } catch let mistake as Mistake {
            throw mistake
        } catch let error as YamlError {
            let (line, message) = explain(error)
            throw Mistake(file: file, line: line.map { $0 + shift } ?? firstLine, message: message)
        } catch {
            throw Mistake(file: file, line: firstLine, message: "not YAML")
        }
    }
}

/// Turns Yams' nodes into a tree, within limits.
private struct Growth {
    static let nodeLimit = 50_000

    let file: String
    let shift: Int
    var count = 0

    mutating func tree(_ node: Node) throws -> YAMLTree {
        let line = (node.mark?.line ?? 1) + shift
        count += 1
        guard count <= Growth.nodeLimit else {
            throw Mistake(file: file, line: line, message: "more than \(Growth.nodeLimit) values")
        }
        switch node {
        case .scalar(let scalar): return YAMLTree(line: line, content: .text(text(of: scalar)))
        case .sequence(let sequence):
            return YAMLTree(line: line, content: .list(try sequence.map { try tree($0) }))
        case .mapping(let mapping):
            return YAMLTree(line: line, content: .map(try mapping.map { try entry($0.key, $0.value) }))
        case .alias: throw Mistake(file: file, line: line, message: "YAML aliases are not understood here")
        }
    }

    mutating func entry(_ key: Node, _ value: Node) throws -> YAMLTree.Entry {
        let line = (key.mark?.line ?? 1) + shift
        guard case .scalar(let scalar) = key else {
            throw Mistake(file: file, line: line, message: "a key must be a plain word")
        }
        return YAMLTree.Entry(key: scalar.string, line: line, value: try tree(value))
    }

    func text(of scalar: Node.Scalar) -> String? {
        let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        return isNothing ? nil : scalar.string
    }
}

private extension YAMLTree {
    static func explain(_ error: YamlError) -> (line: Int?, message: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if problem.contains("nesting level") {
                (mark.line, "not YAML: nested too deeply")
            } else if problem.contains("end of stream"), let context {
                // An open quotation mark is found at the end of the file; people look for its beginning.
                (context.mark.line, "not YAML: \(problem) \(context.text)")
            } else {
                (mark.line, "not YAML: \(problem)")
            }
        case .reader(let problem, let offset, _, let yaml):
            (offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 }, "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            (context.mark.line, "the key \(keys.sorted().joined(separator: ", ")) stands here twice")
        case .memory: (nil, "not YAML: nested too deeply")
        default: (nil, "not YAML")
        }
    }

    /// Whether aliases of aliases could unfold into more than memory holds (a "billion laughs"): with twenty of them
    /// the most that can come out is some thousand values.
    static func hasAliasBomb(_ text: String) -> Bool {
        // Most texts have none, and looking by a pattern costs as much as reading them.
        guard text.utf8.contains(UInt8(ascii: "&")) else { return false }
        guard text.firstMatch(of: /(?:^|[\s\[{,])&[^\s,\[\]{}]/) != nil else { return false }
        return text.matches(of: /(?:^|[\s\[{,])\*[^\s,\[\]{}*]/).count > 20
    }
}
