// SPDX-License-Identifier: MIT

public import Model

/// What a site lets a robot read: its `robots.txt`, as far as it speaks to us.
///
/// **Source**: RFC 9309. `Crawl-delay` is no part of it, but many sites write it, and we heed it.
public struct RobotsRules: Hashable, Sendable {
    private let rules: [Rule]
    /// The pause that the site wants between two requests, seconds; nil when it does not say.
    public let pauseSeconds: Double?

    /// Everything may be read: what a missing file means.
    public static let open = RobotsRules(rules: [], pauseSeconds: nil)
    /// Nothing may be read: what a site that cannot say means.
    public static let closed = RobotsRules(
        rules: [Rule(pattern: RobotsPattern("/"), isAllowed: false)], pauseSeconds: nil)

    /// The most of a file that is read, bytes; RFC 9309 asks for no less.
    static let byteLimit = 512 * 1024
    /// The most rules that are kept.
    static let ruleLimit = 2_000

    /// Reads a file.
    ///
    /// **Shape**: the groups that name the agent count, all together; where none does, those for `*`. Lines that make no
    /// sense are passed over.
    ///
    /// - Parameter agent: our product token, such as `Cairn`; case does not matter.
    public init(_ bytes: [UInt8], for agent: String) {
        var read = bytes.prefix(RobotsRules.byteLimit)
        // Half a rule would say something else than the whole one.
        if read.count < bytes.count { read = read.prefix(through: read.lastIndex(of: 0x0A) ?? 0) }
        let groups = RobotsGroups(read, agent: agent.lowercased())
        self.init(rules: groups.rules, pauseSeconds: groups.pauseSeconds)
    }

    private init(rules: [Rule], pauseSeconds: Double?) {
        self.rules = rules
        self.pauseSeconds = pauseSeconds
    }

    /// Whether a page may be read: the longest rule that fits decides, and of two alike the kinder one.
    public func allows(_ address: WebAddress) -> Bool {
        let path = RobotsPattern.canonical(path: address.pathAndQuery)
        if path == Array("/robots.txt".utf8) { return true }
        let fitting = rules.filter { $0.pattern.fits(path) }
        guard let longest = fitting.map(\.pattern.length).max() else { return true }
        return fitting.contains { $0.pattern.length == longest && $0.isAllowed }
    }
}

/// One line of a file that allows or forbids.
struct Rule: Hashable, Sendable {
    let pattern: RobotsPattern
    let isAllowed: Bool
}

/// Collects the rules of the groups that speak to one agent.
private struct RobotsGroups {
    private var own: (rules: [Rule], pauseSeconds: Double?)?
    private var everybodys: (rules: [Rule], pauseSeconds: Double?) = ([], nil)
    private let agent: String
    /// Whom the present group names, and whether its names are complete.
    private var names: [String] = []
    private var isPastNames = false

    var rules: [Rule] { own?.rules ?? everybodys.rules }
    var pauseSeconds: Double? { own.map(\.pauseSeconds) ?? everybodys.pauseSeconds }

    init(_ bytes: ArraySlice<UInt8>, agent: String) {
        self.agent = agent
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        for line in bytes.dropFirst(isMarked ? 3 : 0).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let words = line.prefix { $0 != UInt8(ascii: "#") }
            guard let colon = words.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let key = String(decoding: words[..<colon], as: UTF8.self).trimmed.lowercased()
            read(key, String(decoding: words[(colon + 1)...], as: UTF8.self).trimmed)
        }
    }

    private mutating func read(_ key: String, _ value: String) {
        switch key {
        case "user-agent":
            if isPastNames { names = [] }
            isPastNames = false
            let token = value.prefix { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") }.lowercased()
            names.append(value.hasPrefix("*") ? "*" : token)
            // A group without rules is a group all the same.
            if token == agent, own == nil { own = ([], nil) }
        case "allow", "disallow":
            isPastNames = true
            guard !value.isEmpty else { return }
            let rule = Rule(pattern: RobotsPattern(value), isAllowed: key == "allow")
            keep { if $0.rules.count < RobotsRules.ruleLimit { $0.rules.append(rule) } }
        case "crawl-delay":
            isPastNames = true
            guard let seconds = Double(value), seconds > 0, seconds.isFinite else { return }
            keep { $0.pauseSeconds = max(seconds, $0.pauseSeconds ?? 0) }
        default: break
        }
    }

    private mutating func keep(_ change: (inout (rules: [Rule], pauseSeconds: Double?)) -> Void) {
        if names.contains(agent), var mine = own {
            change(&mine)
            own = mine
        }
        if names.contains("*") { change(&everybodys) }
    }
}

private extension String {
    var trimmed: String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let bytes = utf8.drop(while: isBlank)
        let end = bytes.lastIndex { !isBlank($0) }.map { bytes.index(after: $0) } ?? bytes.startIndex
        return String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
    }
}
