// SPDX-License-Identifier: MIT

/// The plain text of a mail.
enum MailText {
    /// Characters on a line, unless an address is longer.
    static let width = 72

    /// The whole text.
    static func document(_ parts: [MailPart]) -> String {
        var paragraphs: [String] = []
        for part in parts {
            var isPoint = false
            for block in part.blocks {
                let text = text(of: block)
                if case .point = block.kind, isPoint, let last = paragraphs.popLast() {
                    paragraphs.append(last + "\n" + text)
                } else {
                    paragraphs.append(text)
                }
                if case .point = block.kind { isPoint = true } else { isPoint = false }
            }
        }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }
}

private extension MailText {
    static func text(of block: MailBlock) -> String {
        switch block.kind {
        case .heading(let level): return heading(block, level)
        case .paragraph:
            guard let address = block.address else { return wrapped(words(of: block.runs)) }
            return wrapped(block.runs[0].text + ":") + "\n" + address
        case .quotation: return wrapped(words(of: block.runs), margin: "> ")
        case .point(let number):
            let mark = number.map { "\($0). " } ?? "- "
            return wrapped(
                words(of: block.runs), first: mark, margin: String(repeating: " ", count: mark.count))
        }
    }

    static func heading(_ block: MailBlock, _ level: Int) -> String {
        let title = wrapped(block.runs.map(\.text).joined())
        let length = title.split(separator: "\n").map(\.count).max() ?? 0
        let line = level > 2 ? "" : "\n" + String(repeating: level == 1 ? "=" : "-", count: length)
        return title + line + (block.address.map { "\n" + $0 } ?? "")
    }

    /// The words with each address after what leads to it.
    static func words(of runs: [MailRun]) -> String {
        runs.map { run in
            guard let address = run.address, address != run.text else { return run.text }
            return "\(run.text) <\(address)>"
        }.joined()
    }

    /// Lines of no more than ``width`` characters; words are only broken where one alone is longer, addresses never.
    static func wrapped(_ text: String, first: String = "", margin: String = "") -> String {
        var lines: [String] = []
        var line = first.isEmpty ? margin : first
        var isEmpty = true
        func finish() {
            lines.append(line)
            line = margin
            isEmpty = true
        }
        for word in text.split(separator: " ").flatMap(broken) {
            if !isEmpty, line.count + 1 + word.count > width { finish() }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        finish()
        return lines.joined(separator: "\n")
    }

    static func broken(_ word: Substring) -> [Substring] {
        let room = width - 4
        guard word.count > room, !word.contains("https:"), !word.contains("http:"), !word.contains("mailto:")
        else { return [word] }
        var rest = word
        var pieces: [Substring] = []
        while !rest.isEmpty {
            pieces.append(rest.prefix(room))
            rest = rest.dropFirst(room)
        }
        return pieces
    }
}
