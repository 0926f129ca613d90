// SPDX-License-Identifier: MIT

/// Attributes as they are written: few, and each checked.
extension HTMLCleaning {
    /// Writes the attributes that an element may have; those of links and images that hold addresses are not among them.
    mutating func write(attributesOf record: HTMLTree.Record, as name: HTMLName) {
        if let id { write(id: id) }
        for place in record.attributePlaces {
            let attribute = tree.attributes[place]
            switch attribute.name {
            case .other: continue
            case .lang: write(language: attribute.value)
            case .dir: write(attribute, oneOf: ["ltr", "rtl", "auto"])
            case .title: if rules.titled.contains(name) { write(attribute, words: attribute.value) }
            case .cite:
                if rules.cited.contains(name) {
                    write(address: attribute.value, as: " cite=\"", allowsMail: false)
                }
            case .datetime: if rules.dated.contains(name) { write(attribute, words: attribute.value) }
            case .class: if name == .code || name == .pre { write(codeClass: attribute.value) }
            default: write(attribute, of: name)
            }
        }
    }

    private mutating func write(_ attribute: HTMLTree.Attribute, of name: HTMLName) {
        switch (name, attribute.name) {
        case (.ol, .start), (.li, .value): write(attribute, number: -1_000_000...1_000_000)
        case (.ol, .reversed), (.details, .open): write(attribute, words: 0..<0)
        case (.td, .colspan), (.th, .colspan), (.col, .span), (.colgroup, .span):
            write(attribute, number: 1...1000)
        case (.td, .rowspan), (.th, .rowspan): write(attribute, number: 0...65534)
        case (.td, .align), (.th, .align): write(attribute, oneOf: ["left", "center", "right"])
        case (.th, .scope): write(attribute, oneOf: ["row", "col", "rowgroup", "colgroup"])
        case (.img, .width), (.img, .height): write(attribute, number: 1...32767)
        default: break
        }
    }

    /// Writes an id of ours.
    private mutating func write(id words: String) {
        id = nil
        begin(.id)
        let bytes = Array(words.utf8)
        escape(bytes, 0..<bytes.count, inQuotes: true)
        end()
    }

    // MARK: Values

    mutating func begin(_ attribute: HTMLName) {
        out.append(0x20)
        out += attribute.spelling.utf8
        write("=\"")
    }

    mutating func end() { out.append(UInt8(ascii: "\"")) }

    private mutating func write(_ attribute: HTMLTree.Attribute, words range: Range<Int>) {
        begin(attribute.name)
        escape(tree.bytes, range, inQuotes: true)
        end()
    }

    private mutating func write(_ attribute: HTMLTree.Attribute, oneOf words: [String]) {
        let value = String(decoding: tree.bytes[attribute.value], as: UTF8.self).lowercased()
        guard words.contains(value) else { return }
        begin(attribute.name)
        out += value.utf8
        end()
    }

    private mutating func write(_ attribute: HTMLTree.Attribute, number range: ClosedRange<Int>) {
        guard let number = number(attribute.value), range.contains(number) else { return }
        begin(attribute.name)
        out += String(number).utf8
        end()
    }

    /// A whole number, which may be followed by `px`.
    func number(_ range: Range<Int>) -> Int? {
        let words = tree.bytes[range.prefix(24)].split(whereSeparator: HTMLBytes.isSpace)
        guard words.count == 1, var word = words.first else { return nil }
        if word.count > 2, word.suffix(2).elementsEqual("px".utf8) { word = word.dropLast(2) }
        return Int(String(decoding: word, as: UTF8.self))
    }

    /// Languages are letters, digits and hyphens (RFC 5646).
    private mutating func write(language range: Range<Int>) {
        guard (1...35).contains(range.count),
            tree.bytes[range].allSatisfy({
                HTMLBytes.isLetter($0) || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-")
            })
        else { return }
        begin(.lang)
        out += tree.bytes[range]
        end()
    }

    /// Of the classes of code only the one that names its language is kept: `language-swift`.
    private mutating func write(codeClass range: Range<Int>) {
        for word in tree.bytes[range].split(whereSeparator: HTMLBytes.isSpace)
        where word.starts(with: "language-".utf8) && (10...40).contains(word.count) {
            let isPlain = word.allSatisfy {
                HTMLBytes.isLetter($0) || $0 &- 0x30 < 10 || "-+#._".utf8.contains($0)
            }
            guard isPlain else { continue }
            begin(.class)
            out += word
            return end()
        }
    }
}
