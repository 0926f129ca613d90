// SPDX-License-Identifier: MIT

/// Makes plain text safe inside an HTML page.
public enum HTMLEscape {
    /// The text for use between tags or inside a quoted attribute.
    ///
    /// **Shape**: `&`, `<`, `>`, `"` and `'` become character references; everything else stays as it is.
    public static func text(_ plain: String) -> String {
        var out = ""
        out.reserveCapacity(plain.utf8.count)
        for scalar in plain.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
