// SPDX-License-Identifier: MIT

import CXML2

/// The names of a document with the handler's numbers for them.
///
/// libxml2 keeps one copy of each name as long as it parses, so the places in memory identify it: no text is made, and
/// none compared, for a name that was met before.
struct XMLNameTable {
    private var known = [KnownName](repeating: KnownName(), count: 128)
    private var count = 0

    private struct KnownName {
        var local: UnsafePointer<xmlChar>?
        var prefix: UnsafePointer<xmlChar>?
        var namespace: UnsafePointer<xmlChar>?
        var code = 0

        /// Mixed by a multiplication, so that names that stand in a row in memory do not gather in one place.
        var slot: Int {
            let bits = UInt64(UInt(bitPattern: local) &+ UInt(bitPattern: namespace) &* 31)
            return Int(truncatingIfNeeded: bits &* 0x9E37_79B9_7F4A_7C15 >> 32)
        }
    }

    mutating func code(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
        _ namespace: UnsafePointer<xmlChar>?, or make: (XMLName) -> Int
    ) -> Int {
        var name = KnownName(local: local, prefix: prefix, namespace: namespace)
        var slot = name.slot & (known.count - 1)
        while let taken = known[slot].local {
            let found = known[slot]
            if taken == local, found.prefix == prefix, found.namespace == namespace { return found.code }
            slot = (slot + 1) & (known.count - 1)
        }
        name.code = make(XMLName(namespace: text(namespace), prefix: text(prefix), local: text(local)))
        known[slot] = name
        count += 1
        if count * 2 > known.count { grow() }
        return name.code
    }

    private mutating func grow() {
        let names = known
        known = [KnownName](repeating: KnownName(), count: names.count * 2)
        for name in names where name.local != nil {
            var slot = name.slot & (known.count - 1)
            while known[slot].local != nil { slot = (slot + 1) & (known.count - 1) }
            known[slot] = name
        }
    }
}

/// What a C string of libxml2 says; empty for none.
func text(_ pointer: UnsafePointer<xmlChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
