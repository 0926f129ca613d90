// SPDX-License-Identifier: MIT

import Markup

/// Where the picture of an image is that pages load late by scripts, or in one of several sizes.
enum ImageSource {
    /// Attributes in which pages keep the address until the image comes into sight, the surest first.
    private static let late = [
        "data-src", "data-original", "data-lazy-src", "data-lazyload", "data-hi-res-src", "data-full-src",
        "data-image", "data-url", "data-image-src", "data-actualsrc", "data-src-large", "data-img-src",
    ]
    private static let lateSets = ["data-srcset", "data-lazy-srcset"]
    /// The widest picture that is chosen where there are several; pixels.
    private static let widthLimit = 1_600.0

    /// The address as the page has it; nil where it is simply that of the `src` attribute.
    static func address(of image: HTMLTree.Node, in tree: HTMLTree) -> String? {
        for name in late {
            if let text = tree.attribute(named: name, of: image), isAddress(text) { return text }
        }
        for name in lateSets {
            if let set = tree.attribute(named: name, of: image), let best = best(of: set) { return best }
        }
        if let own = tree.attribute(.src, of: image), isAddress(own) { return nil }
        return sets(of: image, in: tree).lazy.compactMap { best(of: $0) }.first
    }
}

private extension ImageSource {
    /// Whether a text can be the address of a picture: no picture itself, and nothing for scripts.
    static func isAddress(_ text: String) -> Bool {
        let text = text.drop { $0.isWhitespace }
        guard let first = text.first, first != "{", first != "[", first != "#" else { return false }
        let start = text.prefix(8).lowercased()
        if ["data:", "blob:", "about:", "javascri"].contains(where: { start.hasPrefix($0) }) { return false }
        return text.contains { $0 == "/" || $0 == "." }
    }

    static func sets(of image: HTMLTree.Node, in tree: HTMLTree) -> [String] {
        var sets = [tree.attribute(named: "srcset", of: image)]
        if let parent = tree.parent(of: image), tree.name(of: parent) == .picture {
            for source in tree.children(of: parent) where tree.name(of: source) == .source {
                sets.append(tree.attribute(named: "srcset", of: source))
                sets.append(tree.attribute(named: "data-srcset", of: source))
            }
        }
        return sets.compactMap { $0 }
    }

    /// The largest picture of a set that is not too large, else the smallest.
    ///
    /// **Source**: the HTML standard, section 4.8.4.3.4 (`srcset`): candidates are parted by a comma and white space,
    /// addresses themselves may have commas in them.
    static func best(of set: String) -> String? {
        var best: (address: Substring, size: Double)?
        for candidate in candidates(of: set) where isAddress(String(candidate.address)) {
            guard let chosen = best else {
                best = candidate
                continue
            }
            let isBetter =
                candidate.size <= widthLimit
                ? candidate.size > chosen.size || chosen.size > widthLimit : candidate.size < chosen.size
            if isBetter { best = candidate }
        }
        return best.map { String($0.address) }
    }

    static func candidates(of set: String) -> [(address: Substring, size: Double)] {
        var found: [(address: Substring, size: Double)] = []
        for word in set.split(whereSeparator: \.isWhitespace) {
            let isLast = word.hasSuffix(",")
            let bare = isLast ? word.dropLast() : word
            if let size = size(bare), !found.isEmpty {
                found[found.count - 1].size = size
            } else if !bare.isEmpty {
                found.append((bare, 1))
            }
        }
        return found
    }

    /// `640w` or `2x`, the latter as if of 400 pixels.
    static func size(_ word: Substring) -> Double? {
        guard let unit = word.last, unit == "w" || unit == "x", let number = Double(word.dropLast()) else {
            return nil
        }
        return unit == "w" ? number : number * 400
    }
}
