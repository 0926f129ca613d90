// SPDX-License-Identifier: MIT

import Markup

/// One block of JSON-LD as pages really have it.
enum LinkedDataBlock {
    /// The JSON in a block, with what stands around it left out; nil where there is none.
    ///
    /// **Shape**: a comment of HTML or JavaScript, a CDATA section (`//<![CDATA[`) and whole words of JavaScript
    /// before the first brace are passed over. Where a template escaped it for HTML (`{&quot;`), it is read unescaped.
    static func value(in bytes: [UInt8]) -> JSONValue? {
        var bytes = bytes[...]
        if let section = end(of: "CDATA[", in: bytes.prefix(200)) { bytes = bytes[section...] }
        guard let start = bytes.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") })
        else {
            return nil
        }
        bytes = bytes[start...]
        if end(of: "&quot;", in: bytes.prefix(100)) != nil, !bytes.prefix(100).contains(UInt8(ascii: "\"")) {
            return JSONReading.value(
                Array(HTMLEntities.decoded(String(decoding: bytes, as: UTF8.self)).utf8))?.value
        }
        return JSONReading.value(Array(bytes))?.value
    }

    private static func end(of word: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let word = Array(word.utf8)
        guard bytes.count >= word.count else { return nil }
        for place in bytes.startIndex...(bytes.endIndex - word.count)
        where bytes[place..<(place + word.count)].elementsEqual(word) { return place + word.count }
        return nil
    }
}
