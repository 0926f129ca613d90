// SPDX-License-Identifier: MIT

/// Fields in the document's order, which knows at once what kinds are not among them.
struct FieldList {
    /// Nil for a list of nothing.
    private var store: FieldStore?
    private var places: [Int] = []
    private var kinds: ElementSet = []
    /// Whether there is a link with attributes; only such a link can be anything else than the page.
    private(set) var hasRelations = false

    init() {}

    /// The known elements directly inside some others, one after the other.
    init(_ store: FieldStore, insideAll parents: [Int]) {
        self.store = store
        for parent in parents {
            var place = parent + 1
            let end = store.records[parent].end
            while place < end {
                append(place, store.records[place])
                place = store.records[place].end
            }
        }
    }

    init(_ store: FieldStore, inside parent: Int) { self.init(store, insideAll: [parent]) }

    var isEmpty: Bool { places.isEmpty }
    /// All of them.
    var all: [FeedField] { found { _ in true } }

    /// The first field of a kind that has text.
    func first(_ element: FeedElement) -> FeedField? {
        guard kinds.contains(element), let store else { return nil }
        for place in places
        where store.records[place].element == element && !store.records[place].text.isEmpty {
            return FeedField(store, at: place)
        }
        return nil
    }

    /// Whether there is a field of some kinds.
    func has(_ wanted: ElementSet) -> Bool { !kinds.isDisjoint(with: wanted) }

    /// The fields of a kind.
    func all(_ element: FeedElement) -> [FeedField] {
        kinds.contains(element) ? found { $0 == element } : []
    }

    /// The fields of some kinds.
    func all(_ wanted: ElementSet) -> [FeedField] {
        has(wanted) ? found { wanted.contains($0) } : []
    }

    /// The only field of a kind; nil where there is none or more than one.
    func only(_ element: FeedElement) -> FeedField? {
        guard kinds.contains(element), let store else { return nil }
        var only: Int?
        for place in places where store.records[place].element == element {
            if only != nil { return nil }
            only = place
        }
        return only.map { FeedField(store, at: $0) }
    }

    /// What stands inside the containers of media.
    var media: FieldList {
        guard has(.mediaContainers), let store else { return FieldList() }
        return FieldList(
            store, insideAll: places.filter { ElementSet.mediaContainers.contains(store.records[$0].element) }
        )
    }
}

private extension FieldList {
    mutating func append(_ place: Int, _ record: FieldRecord) {
        switch record.element {
        case .unknown, .entry, .root, .channel, .redirect: return
        case .link where !record.attributes.isEmpty: hasRelations = true
        default: break
        }
        places.append(place)
        kinds.insert(record.element)
    }

    func found(_ isWanted: (FeedElement) -> Bool) -> [FeedField] {
        guard let store else { return [] }
        var found: [FeedField] = []
        for place in places where isWanted(store.records[place].element) {
            found.append(FeedField(store, at: place))
        }
        return found
    }
}

/// Some kinds of elements.
struct ElementSet: ExpressibleByArrayLiteral {
    private var bits: UInt128 = 0

    static let mediaContainers: ElementSet = [.mediaGroup, .mediaContent]

    init(arrayLiteral elements: FeedElement...) { for element in elements { insert(element) } }

    mutating func insert(_ element: FeedElement) { bits |= 1 << UInt128(element.rawValue) }
    func contains(_ element: FeedElement) -> Bool { bits >> UInt128(element.rawValue) & 1 == 1 }
    func isDisjoint(with other: ElementSet) -> Bool { bits & other.bits == 0 }
}
