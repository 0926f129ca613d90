// SPDX-License-Identifier: MIT

/// The links within a site, held against what is there.
struct LinkCheckList {
    private let files: [PublishedFile]
    private let paths: Set<String>

    init(_ files: [PublishedFile]) {
        self.files = files
        paths = Set(files.map(\.path))
    }

    /// Follows every relative link of every page.
    ///
    /// **Errors**: ``PublishingError/brokenLink(page:target:)`` for the first that leads nowhere; fragments count too.
    func check() throws(PublishingError) {
        var ids: [String: Set<Substring>] = [:]
        let pages = files.filter { $0.path.hasSuffix(".html") }
        for page in pages {
            for link in LinkCheckList.values(of: " href=\"", in: page.text) {
                guard !link.hasPrefix("http"), !link.hasPrefix("mailto:"), !link.hasPrefix("tel:") else {
                    continue
                }
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let target = parts[0].isEmpty ? page.path : LinkCheckList.resolve(parts[0], from: page.path)
                guard let target, paths.contains(target) else {
                    throw .brokenLink(page: page.path, target: String(link))
                }
                guard parts.count == 2, !parts[1].isEmpty else { continue }
                if ids[target] == nil {
                    let text = pages.first { $0.path == target }?.text ?? ""
                    ids[target] = Set(LinkCheckList.values(of: " id=\"", in: text))
                }
                guard ids[target]?.contains(parts[1]) == true else {
                    throw .brokenLink(page: page.path, target: String(link))
                }
            }
        }
    }
}

extension LinkCheckList {
    /// A relative address from the page it stands on; nil where it leaves the site.
    static func resolve(_ link: Substring, from page: String) -> String? {
        var steps = page.split(separator: "/").dropLast()
        for step in link.split(separator: "/") {
            if step == ".." {
                guard steps.popLast() != nil else { return nil }
            } else if step != "." {
                steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}

private extension LinkCheckList {
    /// The values of an attribute, as they stand in the text.
    static func values(of attribute: String, in text: String) -> [Substring] {
        var found: [Substring] = []
        let bytes = text.utf8
        let wanted = Array(attribute.utf8)
        var place = bytes.startIndex
        while let start = bytes[place...].firstIndex(of: wanted[0]) {
            guard bytes[start...].starts(with: wanted) else {
                place = bytes.index(after: start)
                continue
            }
            let value = bytes.index(start, offsetBy: wanted.count)
            let end = bytes[value...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.endIndex
            found.append(text[value..<end])
            place = end
        }
        return found
    }
}
