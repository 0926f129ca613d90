// SPDX-License-Identifier: MIT

/// Gives each heading of a page an id of its own, the same every time the page is made.
///
/// **Shape**: the heading's letters and digits in lower case with single hyphens, as GitHub does; a second heading of
/// the same words gets `-2`, and so on.
public struct Anchors: Sendable {
    private var taken: Set<String>
    /// The highest number that a heading's words were given, so that the thousandth need not try them all again.
    private var counts: [String: Int] = [:]

    /// Starts a page on which some ids are already in use.
    public init(taken: Set<String> = []) { self.taken = taken }

    /// The id for the next heading.
    public mutating func anchor(for heading: String) -> String {
        let wanted = Anchors.slug(heading)
        if taken.insert(wanted).inserted { return wanted }
        var count = counts[wanted, default: 1]
        var anchor: String
        repeat {
            count += 1
            anchor = "\(wanted)-\(count)"
        } while !taken.insert(anchor).inserted
        counts[wanted] = count
        return anchor
    }
}

private extension Anchors {
    static func slug(_ heading: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in heading.lowercased().unicodeScalars.prefix(200) where out.count < 60 {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
            if isWord {
                out.append(scalar)
            } else if out.last != "-", !out.isEmpty, scalar != "'", scalar != "’" {
                out.append("-")
            }
        }
        while out.last == "-" { out.removeLast() }
        return out.isEmpty ? "part" : String(out)
    }
}
