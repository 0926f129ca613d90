// SPDX-License-Identifier: MIT

/// How one try to get a web page ended; the words are part of the command line's contract.
public enum PageResult: String, Sendable, Codable, CaseIterable {
    /// The page is to be read; nobody has asked for it yet.
    case wanted
    /// The page was read.
    case read
    /// The item's own text is enough, or it has no page of its own; none was asked for.
    case enough
    /// The site asks robots not to read the page.
    case robots
    /// There is something else than a web page, such as a PDF.
    case notAPage = "not_a_page"
    /// The page shows its text only to those who pay or sign in.
    case paywall
    /// There is nothing at the address (404), or nothing any more (410).
    case gone
    /// The server does not let us in (401, 403).
    case refused
    /// The server asks to be left alone for a while (429, 503).
    case busy
    /// There was no whole answer.
    case failed

    /// Whether trying again soon may end otherwise.
    public var isPassing: Bool { [.refused, .busy, .failed].contains(self) }
}
