// SPDX-License-Identifier: MIT

public import Markup
public import Model

/// Why something was not published; whatever was published before is still whole.
public enum PublishingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// An item lacks what fair credit needs.
    case noCredit(item: Item.ID, title: String, missing: Missing)
    /// A name cannot be part of a file's path.
    case unusableName(String)
    /// Two files would have the same path.
    case samePath(String)
    /// A move of a page leads nowhere.
    case badMove(from: String, to: String, why: String)
    /// A page leads to one that is not there; the page's Markdown, and the line in it.
    case brokenLink(page: String, line: Int, target: String)
    /// A template does not parse.
    case template(name: String, why: String)
    /// A page's Markdown passes a limit.
    case markdown(page: String, MarkdownError)
    /// The folder, or something in it, was not made by Cairn.
    case notOurs(path: String)
    /// Another run is writing to the same place.
    case busy(folder: String)
    /// The disk is full.
    case diskFull(path: String)
    /// The system refused to read or write a file.
    case file(path: String, why: String)

    /// What fair credit needs.
    public enum Missing: String, Hashable, Sendable {
        /// The headline.
        case title
        /// The name of who published it.
        case source
        /// Where it can be read.
        case address
    }

    public var description: String {
        switch self {
        case .noCredit(let item, let title, let missing):
            "item \(item) (\(title.prefix(80))) has no \(missing.rawValue), so it cannot be credited"
        case .unusableName(let name):
            "\"\(name.prefix(80))\" cannot be a file's name; use lower-case letters, digits and hyphens"
        case .samePath(let path): "two things would be published at \(path); give one another id"
        case .badMove(let from, let to, let why):
            "curated/moved.yaml: \(from) cannot lead to \(to): \(why)"
        case .brokenLink(let page, let line, let target):
            "\(page):\(line): the link to \(target) leads to no page"
        case .template(let name, let why): "the template \(name) does not parse: \(why)"
        case .markdown(let page, let error): "\(page): \(error)"
        case .notOurs(let path):
            "\(path) was not made by cairn publish; move it elsewhere or publish to another folder"
        case .busy(let folder): "another run is publishing to \(folder); try again when it has ended"
        case .diskFull(let path): "the disk is full at \(path); nothing was changed"
        case .file(let path, let why): "\(path): \(why)"
        }
    }
}
