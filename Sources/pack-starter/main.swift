// SPDX-License-Identifier: MIT

// pack-starter ROOT OUTPUT FILE...: writes the files as Swift string literals; run by the plugin StarterFiles.

import Foundation

let arguments = CommandLine.arguments
let (root, output, names) = (arguments[1], arguments[2], arguments.dropFirst(3))

var lines = [
    "/// The repo's own curriculum, themes, paths, newsletters and feeds, as they were when this was built.",
    "enum Starter {",
    "    /// Each file's path in a library, and its text.",
    "    static let files: [(path: String, text: String)] = [",
]
for name in names {
    let text = try String(contentsOfFile: root + "/" + name, encoding: .utf8)
    lines.append("        (\(literal(name)), \(literal(text))),")
}
lines += ["    ]", "}", ""]
try lines.joined(separator: "\n").write(toFile: output, atomically: true, encoding: .utf8)

func literal(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": out += "\\\\"
        case "\"": out += "\\\""
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        default:
            if scalar.value < 32 {
                out += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
    }
    return out + "\""
}
