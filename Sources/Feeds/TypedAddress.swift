// SPDX-License-Identifier: MIT

public import Model

/// An address as people type it.
public enum TypedAddress {
    /// The addresses that could be meant, likeliest first; empty when it is none.
    ///
    /// **Shape**: one address where a scheme was typed (`feed:` stands for the web), else `https` and then
    /// `http`.
    public static func addresses(_ typed: String) -> [WebAddress] {
        let text = withoutFeedScheme(typed)
        if let place = text.firstRange(of: "://"), text[..<place.lowerBound].allSatisfy(isOfScheme) {
            return [WebAddress(text)].compactMap { $0 }
        }
        let bare = text.hasPrefix("//") ? String(text.dropFirst(2)) : text
        guard let first = bare.first, first != "/" else { return [] }
        return ["https://", "http://"].compactMap { WebAddress($0 + bare) }
    }

    private static func isOfScheme(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "+-.".contains(character))
    }

    /// `feed://example.org/x` and `feed:https://example.org/x` as the web knows them.
    static func withoutFeedScheme(_ text: String) -> String {
        let text = text.drop(while: \.isWhitespace)
        guard text.lowercased().hasPrefix("feed:") else { return String(text) }
        let rest = text.dropFirst(5)
        return rest.hasPrefix("//") ? "http:" + rest : String(rest)
    }
}
