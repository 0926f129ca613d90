// SPDX-License-Identifier: MIT

public import FoundationEssentials
public import Markup
public import Model

/// Turns a web page into a readable article.
///
/// ```swift
/// let article = try ArticleReader().read(page.body, contentType: page.contentType, at: page.address)
/// print(article.facts.title, article.minutes, article.text)
/// ```
///
/// **Source**: docs/design.md, section 2; how the main content is found stands at `MainContent`.
public struct ArticleReader: Sendable {
    private let limits: HTMLTree.Limits
    /// The most elements and texts of a page; each costs some 200 bytes while it is read.
    private static let nodeLimit = 500_000

    /// Reads pages up to a size.
    ///
    /// - Parameter byteLimit: a larger page is not read; bytes.
    public init(byteLimit: Int = 16 << 20) {
        limits = HTMLTree.Limits(bytes: byteLimit, nodes: ArticleReader.nodeLimit)
    }

    /// Reads a page.
    ///
    /// **Shape**: any bytes are a page; one without an article gives empty content. Time grows with the page's length
    /// alone.
    /// **Errors**: ``ArticleError`` when the page is larger than allowed.
    /// - Parameters:
    ///   - contentType: the `Content-Type` that came with it.
    ///   - address: where it was read; relative addresses in it resolve against that or its own `base`.
    ///   - seen: when, UTC; noted with the licences.
    public func read(
        _ page: [UInt8], contentType: String? = nil, at address: WebAddress, seen: Date? = nil
    ) throws(ArticleError) -> Article {
        let tree: HTMLTree
        do {
            tree = try HTMLTree(page: page, contentType: contentType, limits: limits)
        } catch {
            throw .unreadable(address: address, cause: error)
        }
        let page = PageStatements(of: tree, address: address)
        let content = MainContent(tree, titles: page.titles, site: page.canonical ?? address)
        return Article(
            address: address, canonical: page.canonical,
            facts: page.facts(content: content.place, text: content.text),
            html: ArticleHTML(content, of: tree, base: page.base).text, text: content.text,
            licences: PageLicences.statements(on: page, content: content.nodes, seen: seen),
            isPaywalled: PaywallSign.isSeen(on: page))
    }
}

extension PageStatements {
    /// What the page calls itself, for the search of a heading that says the same.
    var titles: [String] {
        let linked = article.map { linkedData.texts("headline", of: $0) } ?? []
        return ([title, meta.first("og:title") ?? "", meta.first("twitter:title") ?? ""] + linked)
            .map { String($0.prefix(1_000)) }
    }
}

/// Why a page did not become an article.
public enum ArticleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It has more bytes or elements than allowed.
    case unreadable(address: WebAddress, cause: HTMLError)

    public var description: String {
        switch self {
        case .unreadable(let address, let cause): "\(address.text): \(cause)"
        }
    }
}
