// SPDX-License-Identifier: MIT

import Mustache

/// What a template is filled with, by name; each object is looked through once.
///
/// Mustache finds a value by reflection, anew for each tag, through all the objects around it: on a page with a list that
/// costs more than everything else. Here each object gives up its stored properties the first time that one is asked for.
final class PageValues: MustacheParent, CustomStringConvertible {
    private let object: Any
    private let types: KnownTypes
    private lazy var values = found()

    /// Looks at nothing yet.
    convenience init(_ object: Any) { self.init(object, KnownTypes()) }

    private init(_ object: Any, _ types: KnownTypes) {
        self.object = object
        self.types = types
    }

    /// What the types of a page's values are to a template, each asked about once.
    private final class KnownTypes {
        var isObject: [ObjectIdentifier: Bool] = [:]
    }

    /// A stored property; nil where there is none, or nothing in it.
    func child(named name: String) -> Any? { values[name] }

    /// As the object is written without all this.
    var description: String { String(describing: object) }
}

private extension PageValues {
    func found() -> [String: Any] {
        var values: [String: Any] = [:]
        for child in Mirror(reflecting: object).children {
            guard let name = child.label, values[name] == nil else { continue }
            values[name] = readable(child.value)
        }
        return values
    }

    /// A value as a template takes it; nil for an optional one with nothing in it.
    func readable(_ value: Any) -> Any? {
        if value is String || value is Bool || value is Int { return value }
        if isObject(value) { return PageValues(value, types) }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { readable($0.value) }
        case .collection:
            // A list of plain values stays what it is: Mustache can sort it.
            guard let first = mirror.children.first, isObject(first.value) else { return value }
            return mirror.children.map { readable($0.value) ?? $0.value }
        default: return value
        }
    }

    /// Whether a value has properties to be named, and Mustache knows nothing better to do with it.
    func isObject(_ value: Any) -> Bool {
        let type = ObjectIdentifier(Swift.type(of: value))
        if let known = types.isObject[type] { return known }
        let isOne =
            switch value {
            case is any MustacheParent, is any MustacheTransformable, is any MustacheCustomRenderable,
                is any MustacheCustomRepresentation, is MustacheLambda, is MustacheTemplate:
                false
            default: [.struct, .class, .tuple].contains(Mirror(reflecting: value).displayStyle)
            }
        types.isObject[type] = isOne
        return isOne
    }
}
