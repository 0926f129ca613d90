// SPDX-License-Identifier: MIT

import Markup

/// Writes main content as plain text: blocks, list items and cells parted by a line break, other white space folded
/// but in `pre`.
struct ContentText {
    private let outline: PageOutline
    private let isOut: [Bool]
    private var bytes: [UInt8] = []
    private var wantsBreak = false
    private var wantsSpace = false
    /// The blocks that are open, by where they end.
    private var open: [(end: Int, isPre: Bool)] = []

    private static let blocks: HTMLNameSet = [
        .address, .article, .aside, .blockquote, .caption, .center, .dd, .details, .dialog, .div, .dl, .dt,
        .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hr, .li,
        .main, .nav, .ol, .p, .pre, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead, .tr, .ul,
    ]
    private static let unread: HTMLNameSet = [
        .script, .style, .template, .iframe, .object, .textarea, .select, .button, .audio, .video, .svg,
        .figcaption,
    ]

    private static let worded: HTMLNameSet = [.table, .pre, .code, .blockquote, .ul, .ol, .dl, .p]

    /// The most elements and texts in a figure that shows a picture.
    private static let pictureLimit = 100
    /// Longer ones are called captions but are none; characters.
    private static let captionLimit = 600

    private init(_ outline: PageOutline, without isOut: [Bool]) {
        self.outline = outline
        self.isOut = isOut
    }

    /// The text of elements and texts in order, without what is left out.
    static func read(_ numbers: [Int], in outline: PageOutline, without isOut: [Bool]) -> String {
        var text = ContentText(outline, without: isOut)
        for number in numbers { text.add(number..<outline.end(of: number)) }
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private mutating func add(_ range: Range<Int>) {
        var number = range.lowerBound
        while number < range.upperBound {
            close(before: number)
            let entry = outline[number]
            if isOut[number] || !entry.isText && isUnread(entry, number) {
                number = outline.end(of: number)
                continue
            }
            if entry.isText {
                add(outline.tree.textBytes(of: entry.node), isPre: open.last?.isPre ?? false)
            } else if entry.name == .br {
                wantsBreak = true
            } else if ContentText.blocks.contains(entry.name) {
                wantsBreak = true
                let isPre = entry.name == .pre || open.last?.isPre ?? false
                open.append((outline.end(of: number), isPre))
            }
            number += 1
        }
        close(before: range.upperBound)
    }

    /// Words under pictures tell of the picture; who reads the text alone does not see it.
    private func isUnread(_ entry: PageOutline.Entry, _ number: Int) -> Bool {
        if ContentText.unread.contains(entry.name) { return true }
        let tellsOfPicture = entry.hints.contains(.caption) || entry.name == .figure && isPicture(number)
        return tellsOfPicture && outline.characters(in: number) < ContentText.captionLimit
    }

    /// Whether a figure shows a picture: it is small, and there is no table, code, list or paragraph in it.
    private func isPicture(_ number: Int) -> Bool {
        let within = number + 1..<outline.end(of: number)
        guard within.count <= ContentText.pictureLimit else { return false }
        return !within.contains { !outline[$0].isText && ContentText.worded.contains(outline[$0].name) }
    }

    private mutating func close(before number: Int) {
        while let last = open.last, last.end <= number {
            open.removeLast()
            wantsBreak = true
        }
    }

    private mutating func add(_ words: ArraySlice<UInt8>, isPre: Bool) {
        var start = words.startIndex
        while start < words.endIndex {
            let byte = words[start]
            if byte <= 0x20 {
                if isPre, byte == UInt8(ascii: "\n") {
                    if !bytes.isEmpty, !wantsBreak { bytes.append(byte) }
                } else if isPre, !wantsBreak, !bytes.isEmpty {
                    bytes.append(UInt8(ascii: " "))
                } else {
                    wantsSpace = true
                }
                start += 1
                continue
            }
            let end = words[start...].firstIndex { $0 <= 0x20 } ?? words.endIndex
            if !bytes.isEmpty, wantsBreak || wantsSpace {
                bytes.append(wantsBreak ? UInt8(ascii: "\n") : UInt8(ascii: " "))
            }
            wantsBreak = false
            wantsSpace = false
            bytes.append(contentsOf: words[start..<end])
            start = end
        }
    }
}
