// SPDX-License-Identifier: MIT

/// What the classes and the id of an element let us guess about what it holds.
struct ElementHints: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    /// Beside the content: navigation, advertisements, sign-ups, comments.
    static let aside = ElementHints(rawValue: 1)
    /// A word that speaks of content after all.
    static let maybeContent = ElementHints(rawValue: 2)
    /// Of what holds an article's text.
    static let content = ElementHints(rawValue: 4)
    /// Of what holds something else.
    static let other = ElementHints(rawValue: 8)
    /// Buttons for sharing.
    static let share = ElementHints(rawValue: 16)
    /// Who wrote it and when.
    static let byline = ElementHints(rawValue: 32)
    /// A picture in place of what cannot be read aloud; shown although it is hidden from readers by ear.
    static let fallback = ElementHints(rawValue: 64)
    /// What an article's text alone stands in, by the names that publishing systems give it.
    static let body = ElementHints(rawValue: 128)
    /// The words under a picture.
    static let caption = ElementHints(rawValue: 256)
    /// What readers wrote.
    static let comments = ElementHints(rawValue: 512)
    /// Not on the screen: for readers by ear, for paper.
    static let unseen = ElementHints(rawValue: 1024)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Reads an attribute such as `class`.
    init(in words: ArraySlice<UInt8>) { self = ElementHintWords.shared.hints(in: words) }
}

/// Finds the words of ``ElementHints`` in one pass, however many there are.
///
/// **Source**: the automaton is that of Aho and Corasick, "Efficient string matching" (1975).
struct ElementHintWords: Sendable {
    static let shared = ElementHintWords()

    /// A word to be found, and whether only where no letter or digit stands beside it.
    private struct Word {
        let hints: ElementHints
        let count: Int
        let isWhole: Bool
    }

    private static let symbols = 30
    private static let vocabulary: [(hints: ElementHints, isWhole: Bool, words: String)] = [
        (
            .aside, false,
            """
            -ad- about-author about-the-author ad-break agegate author-bio author-box author-description
            author-info author-profile author_bio author_box authorbio authorbox banner breadcrumb combx comment community cookie-bar
            cookie-consent cookie-law cookie-message cookie-notice cookie_law cookie_notice cookiebar cookieconsent
            cookielaw cookienotice cover-wrap disqus extra
            footer gdpr header legends menu newsletter- outbrain pager pagination popup post-ratings related remark replies rss saboxplugin
            shoutbox sidebar skyscraper social sponsor supplemental taboola yom-remote
            """
        ),
        (.aside, true, "modal"),
        (.maybeContent, false, "and article body column content main mathjax shadow"),
        (
            .content, false,
            "article blog body content entry h-entry hentry main page pagination post story text"
        ),
        (
            .other, false,
            """
            -ad- banner com- combx comment contact footer gdpr hidden masthead media meta outbrain promo related
            scroll share shopping shoutbox sidebar skyscraper sponsor tags widget
            """
        ),
        (.other, true, "hid"),
        (.share, true, "share sharedaddy"),
        (.byline, false, "author byline dateline p-author writtenby"),
        (.fallback, false, "fallback-image"),
        (
            .body, true,
            """
            article__body article-body articlebody article__content article-content article_body article-text
            body-copy entry-content entry__content post-body post__body post-content post__content story-body
            story__body storybody story-content single-content
            """
        ),
        (
            .unseen, true,
            """
            a11y-hidden d-none print-only screen-reader-text sr-only visible-print visible-print-block
            visually-hidden visuallyhidden
            """
        ),
        (.caption, false, "caption"),
        (.caption, true, "copyright credit credits image-credit legend photo-credit picture-credit"),
        (
            .comments, true,
            "comment-list commentlist comments comments-area comments-list disqus_thread"
        ),
    ]

    private var next = [Int16](repeating: 0, count: symbols)
    private var found: [[Word]] = [[]]

    private init() {
        for group in ElementHintWords.vocabulary {
            for word in group.words.split(whereSeparator: \.isWhitespace) {
                add(
                    Array(word.utf8),
                    as: Word(hints: group.hints, count: word.utf8.count, isWhole: group.isWhole))
            }
        }
        link()
    }

    /// The hints of all words in a text.
    func hints(in text: ArraySlice<UInt8>) -> ElementHints {
        var hints: ElementHints = []
        var state = 0
        for place in text.indices {
            state = Int(next[state * ElementHintWords.symbols + ElementHintWords.symbol(text[place])])
            for word in found[state] where !hints.isSuperset(of: word.hints) {
                if !word.isWhole || isWhole(place + 1 - word.count..<place + 1, of: text) {
                    hints.formUnion(word.hints)
                }
            }
        }
        return hints
    }

    private func isWhole(_ place: Range<Int>, of text: ArraySlice<UInt8>) -> Bool {
        let isBoundBefore = place.lowerBound == text.startIndex || isBound(text[place.lowerBound - 1])
        let isBoundAfter = place.upperBound == text.endIndex || isBound(text[place.upperBound])
        return isBoundBefore && isBoundAfter
    }

    private func isBound(_ byte: UInt8) -> Bool {
        let symbol = ElementHintWords.symbol(byte)
        return symbol == 0 || symbol > 26
    }

    /// 1 to 26 for letters, then the hyphen and the underscore; digits are letters to nobody; 0 for the rest.
    private static func symbol(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 96
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 64
        case UInt8(ascii: "-"): 27
        case UInt8(ascii: "_"): 28
        default: 0
        }
    }

    private mutating func add(_ word: [UInt8], as what: Word) {
        var state = 0
        for letter in word {
            let slot = state * ElementHintWords.symbols + ElementHintWords.symbol(letter)
            if next[slot] == 0 {
                next[slot] = Int16(found.count)
                found.append([])
                next.append(contentsOf: [Int16](repeating: 0, count: ElementHintWords.symbols))
            }
            state = Int(next[slot])
        }
        found[state].append(what)
    }

    /// Makes every missing step lead to where the longest end of what was read is known.
    private mutating func link() {
        var fallbacks = [Int](repeating: 0, count: found.count)
        var queue = (0..<ElementHintWords.symbols).map { Int(next[$0]) }.filter { $0 > 0 }
        var place = 0
        while place < queue.count {
            let state = queue[place]
            place += 1
            found[state] += found[fallbacks[state]]
            for symbol in 0..<ElementHintWords.symbols {
                let slot = state * ElementHintWords.symbols + symbol
                let fallback = next[fallbacks[state] * ElementHintWords.symbols + symbol]
                if next[slot] == 0 {
                    next[slot] = fallback
                } else {
                    fallbacks[Int(next[slot])] = Int(fallback)
                    queue.append(Int(next[slot]))
                }
            }
        }
    }
}
