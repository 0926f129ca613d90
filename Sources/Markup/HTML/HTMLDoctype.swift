// SPDX-License-Identifier: MIT

/// What a page's type says about how it wants to be read.
enum HTMLDoctype {
    /// Whether what follows the word `doctype` asks for the ways of old times.
    ///
    /// **Source**: the HTML standard, section 13.2.6.4.1; its list of 56 old types, by what they begin with.
    static func isQuirky(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.first == "html" else { return true }
        let quoted = text.split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
        if words.count > 1, words[1] != "public", words[1] != "system" {
            return !words[1].hasPrefix("public") && !words[1].hasPrefix("system")
        }
        if words.count > 1, quoted.count < 3 { return true }
        guard words.count > 1, words[1].hasPrefix("public") else {
            return text.contains("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")
        }
        let type = quoted[1]
        if ["-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"].contains(
            type)
        {
            return true
        }
        let isHalf = ["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"]
        if quoted.count < 5, isHalf.contains(where: type.hasPrefix) { return true }
        return old.contains(where: type.hasPrefix)
    }

    private static let old = [
        "+//silmaril//", "-//as//dtd html 3.0", "-//advasoft ltd//", "-//ietf//dtd html", "-//metrius//",
        "-//microsoft//dtd internet explorer", "-//netscape comm. corp.//", "-//o'reilly and associates//",
        "-//sq//dtd html 2.0", "-//softquad software//", "-//softquad//", "-//spyglass//",
        "-//sun microsystems corp.//", "-//w3c//dtd html 3", "-//w3c//dtd html 4.0 frameset//",
        "-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html experimental", "-//w3c//dtd w3 html 3.0//",
        "-//w3o//dtd w3 html 3.0//", "-//webtechs//",
    ]
}
