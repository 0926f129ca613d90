// SPDX-License-Identifier: MIT

import CStemmer

/// Cuts a word to the part that its forms share: `services` and `service` to `servic`.
///
/// **Source**: Snowball (libstemmer), which knows some thirty languages.
struct Stemmer: ~Copyable {
    private let handle: OpaquePointer

    /// The stemmer of a language; nil where Snowball has none.
    ///
    /// - Parameter language: a BCP 47 tag; only its first part counts.
    init?(language: String) {
        let code = language.lowercased().prefix { $0 != "-" && $0 != "_" }
        guard let handle = sb_stemmer_new(String(code), nil) else { return nil }
        self.handle = handle
    }

    deinit { sb_stemmer_delete(handle) }

    /// The stem of a word in small letters; the word itself where there is no shorter one.
    func stem(_ word: String) -> String {
        let bytes = Array(word.utf8)
        return String(decoding: stem(bytes[...]), as: UTF8.self)
    }

    /// The stem of a word in small letters, UTF-8.
    func stem(_ word: ArraySlice<UInt8>) -> [UInt8] {
        word.withUnsafeBufferPointer { letters in
            guard let stem = sb_stemmer_stem(handle, letters.baseAddress, Int32(letters.count)) else {
                return Array(letters)
            }
            return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
        }
    }
}
