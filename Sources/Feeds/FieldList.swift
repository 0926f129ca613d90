// SPDX-License-Identifier: MIT

/// Fields in the document's order, which knows at once what kinds are not among them.
struct FieldList {
    /// Nil for a list of nothing.
    private let store: Unmanaged<FieldStore>?
    /// The elements that the fields stand directly in: the first of them, and any others.
    private let parent: Int
    private let otherParents: [Int]
    private var kinds: ElementSet = []
    /// What its links are for.
    private(set) var relations: LinkRelations = []

    init() {
        store = nil
        parent = 0
        otherParents = []
    }

    /// The known elements directly inside some others, one after the other.
    init(_ store: Unmanaged<FieldStore>, insideAll parents: [Int]) {
        guard let first = parents.first else {
            self.init()
            return
        }
        self.init(store, inside: first, Array(parents.dropFirst()))
    }

    init(_ store: Unmanaged<FieldStore>, inside parent: Int) { self.init(store, inside: parent, []) }

    private init(_ store: Unmanaged<FieldStore>, inside parent: Int, _ others: [Int]) {
        self.store = store
        self.parent = parent
        self.otherParents = others
        var (kinds, relations) = (ElementSet(), LinkRelations())
        each(of: nil) { field, element in
            kinds.insert(element)
            if element == .link, field.hasAttributes { relations.insert(field.relation) }
            return true
        }
        self.kinds = kinds
        self.relations = relations
    }

    var isEmpty: Bool { kinds.isEmpty }
    /// Whether there is a link with attributes; only such a link can be anything else than the page.
    var hasRelations: Bool { !relations.isEmpty }
    /// All of them.
    var all: [FeedField] { all(of: nil) }

    /// Whether there is a field of some kinds.
    func has(_ wanted: ElementSet) -> Bool { !kinds.isDisjoint(with: wanted) }

    func has(_ wanted: FeedElement) -> Bool { kinds.contains(wanted) }

    /// The first field of a kind that has text.
    func first(_ wanted: FeedElement) -> FeedField? {
        guard kinds.contains(wanted) else { return nil }
        var found: FeedField?
        each(of: nil) { field, element in
            if element == wanted, field.hasText { found = field }
            return found == nil
        }
        return found
    }

    /// The fields of a kind.
    func all(_ wanted: FeedElement) -> [FeedField] {
        kinds.contains(wanted) ? all(of: ElementSet(wanted)) : []
    }

    /// The fields of some kinds.
    func all(_ wanted: ElementSet) -> [FeedField] { has(wanted) ? all(of: wanted) : [] }

    /// The only field of a kind; nil where there is none or more than one.
    func only(_ wanted: FeedElement) -> FeedField? {
        guard kinds.contains(wanted) else { return nil }
        var only: FeedField?
        var count = 0
        each(of: ElementSet(wanted)) { field, _ in
            only = field
            count += 1
            return count < 2
        }
        return count == 1 ? only : nil
    }

    /// What stands inside the containers of media.
    var media: FieldList {
        guard has(.mediaContainers), let store else { return FieldList() }
        var containers: [Int] = []
        eachPlace { place, element in
            if ElementSet.mediaContainers.contains(element) { containers.append(place) }
            return true
        }
        return FieldList(store, insideAll: containers)
    }
}

private extension FieldList {
    func all(of wanted: ElementSet?) -> [FeedField] {
        var found: [FeedField] = []
        each(of: wanted) { field, _ in
            found.append(field)
            return true
        }
        return found
    }

    /// Each field of some kinds, until a step says that it is enough.
    @inline(__always)
    func each(of wanted: ElementSet?, _ goesOn: (FeedField, FeedElement) -> Bool) {
        guard let store else { return }
        eachPlace { place, element in
            if let wanted, !wanted.contains(element) { return true }
            return goesOn(FeedField(store, at: place), element)
        }
    }

    @inline(__always)
    func eachPlace(_ goesOn: (Int, FeedElement) -> Bool) {
        guard eachPlace(inside: parent, goesOn) else { return }
        for parent in otherParents {
            guard eachPlace(inside: parent, goesOn) else { return }
        }
    }

    @inline(__always)
    func eachPlace(inside parent: Int, _ goesOn: (Int, FeedElement) -> Bool) -> Bool {
        guard let store else { return false }
        return store._withUnsafeGuaranteedRef { store in
            var place = parent + 1
            let end = store.records[parent].end
            while place < end {
                let element = store.records[place].element
                if !element.isStructure, !goesOn(place, element) { return false }
                place = store.records[place].end
            }
            return true
        }
    }
}

/// Some kinds of elements.
struct ElementSet: ExpressibleByArrayLiteral {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    static let mediaContainers: ElementSet = [.mediaGroup, .mediaContent]

    init() {}
    init(_ element: FeedElement) { insert(element) }
    init(arrayLiteral elements: FeedElement...) { for element in elements { insert(element) } }

    mutating func insert(_ element: FeedElement) {
        let number = UInt64(element.rawValue)
        if number < 64 { low |= 1 << number } else { high |= 1 << (number - 64) }
    }

    var isEmpty: Bool { low | high == 0 }

    func contains(_ element: FeedElement) -> Bool {
        let number = UInt64(element.rawValue)
        return (number < 64 ? low >> number : high >> (number - 64)) & 1 == 1
    }

    func isDisjoint(with other: ElementSet) -> Bool { low & other.low | high & other.high == 0 }
}
