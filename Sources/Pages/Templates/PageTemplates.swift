// SPDX-License-Identifier: MIT

import Mustache

/// A room's templates, read once and filled for each page.
///
/// A template sees only the values it is filled with: it cannot read files, the environment or other templates than its
/// room's own.
///
/// **Source**: the Mustache manual, mustache(5).
public struct PageTemplates: Sendable {
    private let library: MustacheLibrary

    /// Reads the templates, each by its name.
    ///
    /// **Errors**: ``TemplateError`` for a text that is not Mustache or that writes a value unescaped without its trust.
    public init(_ texts: [String: [UInt8]]) throws(TemplateError) {
        var templates: [String: MustacheTemplate] = [:]
        for (name, bytes) in texts {
            let text = String(decoding: bytes, as: UTF8.self)
            guard PageTemplates.isCareful(text) else { throw .unescaped(name: name) }
            do {
                templates[name] = try MustacheTemplate(string: text)
            } catch {
                throw .unreadable(name: name, why: String(describing: error))
            }
        }
        library = MustacheLibrary(templates: templates)
    }

    /// The names of all.
    public func has(_ name: String) -> Bool { library.getTemplate(named: name) != nil }

    /// A template, filled.
    ///
    /// - Parameters:
    ///   - values: what the page itself has to say; looked at first.
    ///   - frame: what all pages know.
    ///
    /// **Shape**: empty for a template that there is none of.
    public func html(_ name: String, _ values: some Sendable, in frame: some Sendable) -> TrustedHTML {
        guard let template = library.getTemplate(named: name) else { return TrustedHTML(plain: "") }
        return TrustedHTML(
            cleaned: template.render(
                Scope(values: PageValues(values), frame: PageValues(frame)), library: library))
    }

    private static func isCareful(_ text: String) -> Bool {
        if text.contains(/\{\{\s*&|\{\{\s*=/) { return false }
        return text.matches(of: /\{\{\{(.*?)\}\}\}/).allSatisfy {
            $0.1.wholeMatch(of: /trusted\([\w.]+\)/) != nil
        }
    }
}

/// Why templates cannot be used.
public enum TemplateError: Error, Hashable, CustomStringConvertible {
    /// Not Mustache.
    case unreadable(name: String, why: String)
    /// A value is written unescaped that need not be ``TrustedHTML``.
    case unescaped(name: String)

    /// One sentence for whoever wrote it.
    public var description: String {
        switch self {
        case .unreadable(let name, let why): "template \(name): \(why)"
        case .unescaped(let name): "template \(name): only {{{trusted(name)}}} may write a value unescaped"
        }
    }
}

/// Names are looked up among the page's own values first, then in the frame.
private struct Scope: MustacheParent {
    let values: PageValues
    let frame: PageValues

    func child(named name: String) -> Any? { values.child(named: name) ?? frame.child(named: name) }
}
