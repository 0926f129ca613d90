// SPDX-License-Identifier: MIT

public import Markup

/// What a page says of itself as JSON-LD: its things, laid side by side.
///
/// ```swift
/// let said = LinkedData(in: tree)
/// if let article = said.article(agreeingWith: []) {
///     print(said.texts("headline", of: article), said.text("isAccessibleForFree", of: article) ?? "")
/// }
/// ```
///
/// **Shape**: things in the page's order, those of `@graph`, `mainEntity` and `mainEntityOfPage` after the thing that
/// holds them. A value that is only `{"@id": …}` is followed to the thing of that name. No more than 32 blocks, 1 MiB
/// and 500 things are read; JSON that breaks off is read up to there.
/// **Source**: JSON-LD 1.1, schema.org.
public struct LinkedData: Sendable {
    /// The things.
    public let things: [JSONValue]
    private let byID: [String: Int]

    /// Reads all blocks of a page.
    public init(in tree: HTMLTree) {
        let scripts = tree.descendants(of: tree.root).lazy.filter {
            tree.name(of: $0) == .script && LinkedData.isBlock($0, of: tree)
        }
        self.init(blocks: scripts.prefix(LinkedData.blockLimit).map { LinkedData.bytes(of: $0, in: tree) })
    }

    /// Reads blocks of JSON.
    public init(blocks: [[UInt8]]) {
        var things: [JSONValue] = []
        var room = LinkedData.byteLimit
        for block in blocks.prefix(LinkedData.blockLimit) where block.count <= room {
            room -= block.count
            if let value = LinkedDataBlock.value(in: block) { LinkedData.add(value, to: &things) }
        }
        var byID: [String: Int] = [:]
        for (place, thing) in things.enumerated() {
            // The thing with more to say is the one; others are references to it.
            guard let id = thing["@id"]?.text else { continue }
            if let other = byID[id], things[other].memberCount >= thing.memberCount { continue }
            byID[id] = place
        }
        self.things = things
        self.byID = byID
    }
}

// MARK: Asking

extension LinkedData {
    /// The types of a thing without their address: `NewsArticle`.
    public func types(of thing: JSONValue) -> [String] {
        guard let type = thing["@type"] else { return [] }
        return (type.list.isEmpty ? [type] : type.list).compactMap(\.text).map { name in
            String(
                name[
                    (name.lastIndex { $0 == "/" || $0 == "#" || $0 == ":" }.map(name.index(after:))
                        ?? name.startIndex)...])
        }
    }

    /// The values of a property, references followed, lists laid flat; in order.
    public func values(_ property: String, of thing: JSONValue) -> [JSONValue] {
        guard let value = thing[property] else { return [] }
        let all = value.list.isEmpty ? [value] : value.list
        return all.prefix(LinkedData.valueLimit).flatMap { $0["@list"]?.list ?? [$0] }.map { followed($0) }
    }

    /// The texts of a property: of a text itself, of a thing its name; folded to one line, empty ones left out.
    public func texts(_ property: String, of thing: JSONValue) -> [String] {
        values(property, of: thing).compactMap { value in
            value.text ?? value["@value"]?.text ?? value["name"]?.text
        }.map { SaidText.folded($0) }.filter { !$0.isEmpty }
    }

    /// The first text of a property; a truth value is `true` or `false`.
    public func text(_ property: String, of thing: JSONValue) -> String? {
        if case .bool(let said)? = thing[property] { return said ? "true" : "false" }
        return texts(property, of: thing).first
    }

    /// The thing that is the article of the page: the strongest type, then the one whose name the page bears too.
    ///
    /// **Shape**: `names` are what the page calls itself elsewhere; nil where no thing is an article or a page.
    public func article(agreeingWith names: [String]) -> JSONValue? {
        let known = Set(names.map { SaidText.letters($0) })
        var best: (thing: JSONValue, strength: Int)?
        for thing in things {
            guard var strength = types(of: thing).compactMap({ LinkedData.strength(ofType: $0) }).max() else {
                continue
            }
            let own = texts("headline", of: thing) + texts("name", of: thing)
            if own.contains(where: { known.contains(SaidText.letters($0)) }) { strength += 2 }
            if strength > best?.strength ?? 0 { best = (thing, strength) }
        }
        return best?.thing
    }
}

private extension LinkedData {
    static let blockLimit = 32
    static let byteLimit = 1 << 20
    static let thingLimit = 500
    static let valueLimit = 50

    static func isBlock(_ script: HTMLTree.Node, of tree: HTMLTree) -> Bool {
        guard let type = tree.attribute(.type, of: script) else { return false }
        return type.lowercased().contains("ld+json")
    }

    static func bytes(of script: HTMLTree.Node, in tree: HTMLTree) -> [UInt8] {
        tree.children(of: script).filter { tree.isText($0) }.reduce(into: []) {
            $0.append(contentsOf: tree.textBytes(of: $1))
        }
    }

    /// Lays a thing and those in it side by side, without recursion.
    static func add(_ value: JSONValue, to things: inout [JSONValue]) {
        var open = [value]
        while let next = open.popLast(), things.count < thingLimit {
            if case .array(let values) = next {
                open.append(contentsOf: values.prefix(thingLimit).reversed())
                continue
            }
            guard case .object = next else { continue }
            things.append(next)
            for name in ["mainEntityOfPage", "mainEntity", "@graph"] {
                if let inner = next[name] { open.append(inner) }
            }
        }
    }

    func followed(_ value: JSONValue) -> JSONValue {
        guard let id = value["@id"]?.text, value["name"] == nil, value["url"] == nil, let place = byID[id]
        else { return value }
        return things[place]
    }

    /// How much a type says that this is what the page is for; nil for what is neither article nor page.
    ///
    /// **Source**: schema.org's types below `Article` end in one of these words; so do `Review` and `Recipe`.
    static func strength(ofType type: String) -> Int? {
        let endings = [
            "Article", "Posting", "Report", "Review", "Recipe", "HowTo", "APIReference", "Episode",
        ]
        if endings.contains(where: { type.hasSuffix($0) }) { return 3 }
        if type == "CreativeWork" || type == "VideoObject" || type == "Event" { return 2 }
        return type.hasSuffix("Page") ? 1 : nil
    }
}

private extension JSONValue {
    var memberCount: Int {
        guard case .object(let members) = self else { return 0 }
        return members.count
    }
}
