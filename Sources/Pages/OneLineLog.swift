// SPDX-License-Identifier: MIT

public import Logging

/// Keeps each entry of a log on one line of plain text: what came from elsewhere can neither begin a line of its own nor
/// reach the terminal that shows it.
///
/// **Source**: OWASP Logging Cheat Sheet (log injection).
public struct OneLineLog: LogHandler {
    private var inner: any LogHandler

    /// - Parameter inner: where entries go.
    public init(_ inner: any LogHandler) { self.inner = inner }

    /// What goes with every entry.
    public var metadata: Logger.Metadata {
        get { inner.metadata }
        set { inner.metadata = newValue }
    }

    /// The least that is kept.
    public var logLevel: Logger.Level {
        get { inner.logLevel }
        set { inner.logLevel = newValue }
    }

    /// What goes with every entry, by its name.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { inner[metadataKey: key] }
        set { inner[metadataKey: key] = newValue }
    }

    /// Hands on an entry, made plain.
    public func log(event: LogEvent) {
        var event = event
        event.message = "\(OneLineLog.plain(event.message.description))"
        event.metadata = event.metadata?.mapValues { "\(OneLineLog.plain($0.description))" }
        inner.log(event: event)
    }

    /// A text with every control character, line break and writing direction written out: `\u{0A}`.
    public static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isOdd) else { return text }
        return text.unicodeScalars.map { scalar in
            isOdd(scalar) ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
        }.joined()
    }

    private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            true
        default: false
        }
    }
}
