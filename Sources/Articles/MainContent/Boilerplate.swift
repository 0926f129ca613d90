// SPDX-License-Identifier: MIT

import Markup

/// Marks what is no content whatever stands around it: hidden elements, code, navigation, sign-ups, comments.
struct Boilerplate {
    let outline: PageOutline
    /// The names under which the page goes; a heading that says the same is left out.
    let titles: [WordSet]
    /// Whether what classes, ids and roles say of an element is believed.
    let believesHints: Bool

    private let names = ContentNames.shared
    /// The longest heading that is compared with the title; characters.
    private static let headingLimit = 400
    /// The most that may stand around an image in `noscript`; elements and texts.
    private static let noscriptLimit = 16

    init(_ outline: PageOutline, titles: [WordSet], believesHints: Bool) {
        self.outline = outline
        self.titles = titles
        self.believesHints = believesHints
    }

    /// For each number whether it is left out; what lies within one that is has no say.
    func marks() -> [Bool] {
        var isOut = [Bool](repeating: false, count: outline.count)
        markNoscript(&isOut)
        var hasTitle = false
        var number = 0
        while number < outline.count {
            let entry = outline[number]
            guard !isOut[number], !entry.isText else {
                number = isOut[number] ? outline.end(of: number) : number + 1
                continue
            }
            let isTitle = !hasTitle && repeatsTitle(number)
            hasTitle = hasTitle || isTitle
            if isTitle || isLeftOut(number) {
                isOut[number] = true
                number = outline.end(of: number)
            } else {
                number += 1
            }
        }
        return isOut
    }
}

private extension Boilerplate {
    func isLeftOut(_ number: Int) -> Bool {
        let entry = outline[number]
        if names.unread.contains(entry.name) && entry.name != .noscript { return true }
        if isHidden(entry.node) || entry.classHints.contains(.unseen) { return true }
        if entry.hints.contains(.comments), number != outline.body { return true }
        if names.empty.contains(entry.name), outline.isEmpty(number) { return true }
        guard believesHints, number != outline.body else { return false }
        return isAside(number) || hasAsideRole(entry.node)
    }

    func isHidden(_ node: HTMLTree.Node) -> Bool {
        let tree = outline.tree
        guard tree.hasAttributes(node) else { return false }
        if tree.attributeBytes(.hidden, of: node) != nil { return true }
        if let style = tree.attributeBytes(.style, of: node), HidingStyle.isIn(style) { return true }
        if tree.attribute(named: "aria-hidden", of: node) == "true" {
            return !ElementHints(in: tree.attributeBytes(.class, of: node) ?? []).contains(.fallback)
        }
        return tree.attribute(named: "aria-modal", of: node) == "true"
            && tree.attribute(.role, of: node) == "dialog"
    }

    func isAside(_ number: Int) -> Bool {
        let entry = outline[number]
        guard entry.hints.contains(.aside), !entry.hints.contains(.maybeContent) else { return false }
        guard entry.name != .a, entry.name != .body, entry.name != .html else { return false }
        return !outline.ancestors(of: number).prefix(3).contains {
            outline[$0].name == .table || outline[$0].name == .code
        }
    }

    func hasAsideRole(_ node: HTMLTree.Node) -> Bool {
        guard let role = outline.tree.attribute(.role, of: node) else { return false }
        return ["menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"].contains(
            role)
    }

    func repeatsTitle(_ number: Int) -> Bool {
        guard outline[number].name == .h1 || outline[number].name == .h2,
            outline.characters(in: number) <= Boilerplate.headingLimit
        else { return false }
        let heading = WordSet(outline.text(of: number))
        return titles.contains { heading.share(in: $0) > 0.75 }
    }

    /// Leaves out all `noscript` but those that hold the image for which the element before stands in, and one that was
    /// never closed and so holds the page.
    func markNoscript(_ isOut: inout [Bool]) {
        for number in 0..<outline.count where outline[number].name == .noscript && !outline[number].isText {
            if outline.characters(in: number) * 2 > outline.characters(in: outline.body) { continue }
            guard onlyImage(in: number) != nil, let before = elementBefore(number),
                let placeholder = outline[before].name == .img ? before : onlyImage(in: before)
            else {
                isOut[number] = true
                continue
            }
            isOut[placeholder] = true
        }
    }

    func elementBefore(_ number: Int) -> Int? {
        let parent = outline.parent(of: number)
        guard parent >= 0 else { return nil }
        var node = outline.tree.previousSibling(of: outline[number].node)
        while let found = node, !outline.tree.isElement(found) {
            node = outline.tree.previousSibling(of: found)
        }
        guard let found = node else { return nil }
        // The element before ends where this one begins; its number is found by going up from there.
        var place = number - 1
        while place > parent, outline[place].node != found { place = outline.parent(of: place) }
        return place > parent ? place : nil
    }

    /// The image that is all there is within an element.
    func onlyImage(in number: Int) -> Int? {
        guard outline.end(of: number) - number <= Boilerplate.noscriptLimit else { return nil }
        var image: Int?
        for inner in number + 1..<max(outline.end(of: number), number + 1) {
            let entry = outline[inner]
            if entry.isText {
                if entry.length.characters > 0 { return nil }
            } else if entry.name == .img {
                if image != nil { return nil }
                image = inner
            }
        }
        return image
    }
}

/// Finds the two styles that hide an element, whatever white space and capitals they are written with.
enum HidingStyle {
    private static let styles = ["display:none", "visibility:hidden"].map { Array($0.utf8) }

    static func isIn(_ style: ArraySlice<UInt8>) -> Bool {
        styles.contains { isIn(style, $0) }
    }

    /// The first letter of a style comes in it only once, so a failed match need not be looked at again.
    private static func isIn(_ style: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
        var matched = 0
        for byte in style where byte > 0x20 {
            let letter = (0x41...0x5A).contains(byte) ? byte | 32 : byte
            matched = letter == wanted[matched] ? matched + 1 : letter == wanted[0] ? 1 : 0
            if matched == wanted.count { return true }
        }
        return false
    }
}

/// The words of a text, to tell whether another says the same.
struct WordSet: Hashable, Sendable {
    private let words: [String]
    private let set: Set<String>

    init(_ text: String) {
        words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        set = Set(words)
    }

    var isEmpty: Bool { words.isEmpty }

    /// How much of it is in the other, by letters; 0...1.
    func share(in other: WordSet) -> Double {
        let all = words.reduce(0) { $0 + $1.count }
        guard all > 0 else { return 0 }
        let shared = words.reduce(0) { $0 + (other.set.contains($1) ? $1.count : 0) }
        return Double(shared) / Double(all)
    }
}
