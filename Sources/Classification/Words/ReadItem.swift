// SPDX-License-Identifier: MIT

import Model

/// An item whose words have been told apart, once for all who read it.
struct ReadItem {
    /// The headline.
    let title: NormalisedText
    /// The longer of summary and text.
    let text: NormalisedText
    /// The language, as Snowball calls it.
    let language: String

    init(_ item: Item) {
        title = NormalisedText(item.title, limit: 2000)
        text = NormalisedText(item.text.best)
        let tag = item.text.language ?? "en"
        language = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    }

    /// The words at a place as they stand there.
    func quote(_ place: Grams.Place) -> String {
        (place.inTitle ? title : text).quote(Int(place.first)..<Int(place.last) + 1)
    }
}
