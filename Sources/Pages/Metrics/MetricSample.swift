// SPDX-License-Identifier: MIT

/// One figure for whoever watches, with a name and labels.
public struct MetricSample: Hashable, Sendable {
    /// How a figure is to be read.
    public enum Kind: String, Sendable {
        /// It only grows, from the start of the process.
        case counter
        /// It goes up and down.
        case gauge
        /// How many values were at most as large as a bound, their sum and their number.
        case histogram
    }

    /// Its name: letters, digits and underscores, with the unit at its end.
    public let name: String
    /// How it is to be read.
    public let kind: Kind
    /// What it is, in a sentence.
    public let help: String
    /// What tells it from others of its name.
    public let labels: [Label]
    /// The figure.
    public let value: Double
    /// What stands behind the name in its line: `_bucket`, `_sum` or `_count` of a histogram.
    let suffix: String

    /// A label: its name, and the value that is its own.
    public struct Label: Hashable, Sendable, Comparable {
        /// Its name: letters, digits and underscores.
        public let name: String
        /// Its value, any text.
        public let value: String

        /// Holds what it is given.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        /// By name, then by value.
        public static func < (one: Label, other: Label) -> Bool {
            (one.name, one.value) < (other.name, other.value)
        }
    }

    /// Holds what it is given.
    public init(
        _ name: String, _ kind: Kind, _ help: String, _ value: Double, labels: [Label] = []
    ) {
        self.init(name, kind, help, value, labels: labels, suffix: "")
    }

    init(_ name: String, _ kind: Kind, _ help: String, _ value: Double, labels: [Label], suffix: String) {
        self.name = name
        self.kind = kind
        self.help = help
        self.labels = labels
        self.value = value
        self.suffix = suffix
    }
}

extension MetricSample {
    /// Samples as Prometheus reads them.
    ///
    /// **Shape**: those of one name together, in the order in which the names first come.
    /// **Source**: Prometheus, text-based exposition format 0.0.4.
    static func text(_ samples: [MetricSample]) -> String {
        var names: [String] = []
        var byName: [String: [MetricSample]] = [:]
        for sample in samples {
            if byName[sample.name] == nil { names.append(sample.name) }
            byName[sample.name, default: []].append(sample)
        }
        var lines: [String] = []
        for name in names {
            guard let samples = byName[name], let first = samples.first else { continue }
            let help = first.help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
            if !help.isEmpty { lines.append("# HELP \(name) \(help)") }
            lines.append("# TYPE \(name) \(first.kind.rawValue)")
            lines += samples.map(\.line)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var line: String {
        let pairs = labels.map { label in
            let value = label.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("\n", with: "\\n")
            return "\(label.name)=\"\(value)\""
        }
        let list = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
        return "\(name)\(suffix)\(list) \(MetricSample.shown(value))"
    }

    static func shown(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
