// SPDX-License-Identifier: MIT

import Mustache

/// What a template is filled with, by name; each object is looked through once.
///
/// Mustache finds a value by reflection, anew for each tag, through all the objects around it: on a page with a list that
/// costs more than everything else. Here each object gives up its stored properties the first time that one is asked for.
final class PageValues: MustacheParent, CustomStringConvertible {
    private let object: Any
    private lazy var values = PageValues.values(of: object)

    /// Looks at nothing yet.
    init(_ object: Any) { self.object = object }

    /// A stored property; nil where there is none, or nothing in it.
    func child(named name: String) -> Any? { values[name] }

    /// As the object is written without all this.
    var description: String { String(describing: object) }
}

private extension PageValues {
    static func values(of object: Any) -> [String: Any] {
        var values: [String: Any] = [:]
        for child in Mirror(reflecting: object).children {
            guard let name = child.label, values[name] == nil else { continue }
            values[name] = readable(child.value)
        }
        return values
    }

    /// A value as a template takes it; nil for an optional one with nothing in it.
    static func readable(_ value: Any) -> Any? {
        if value is String || value is Bool || value is Int { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { readable($0.value) }
        case .collection:
            // A list of plain values stays what it is: Mustache can sort it.
            guard let first = mirror.children.first, isObject(first.value) else { return value }
            return mirror.children.map { readable($0.value) ?? $0.value }
        default: return isObject(value) ? PageValues(value) : value
        }
    }

    /// Whether a value has properties to be named, and Mustache knows nothing better to do with it.
    static func isObject(_ value: Any) -> Bool {
        switch value {
        case is String, is Bool, is Int, is any MustacheParent, is any MustacheTransformable,
            is any MustacheCustomRenderable, is any MustacheCustomRepresentation, is MustacheLambda,
            is MustacheTemplate:
            false
        default: [.struct, .class, .tuple].contains(Mirror(reflecting: value).displayStyle)
        }
    }
}
