// SPDX-License-Identifier: MIT

import Markup

/// Standard input as JSON strings, one a line, and each changed and printed before the next is read.
enum StringLines {
    /// Changes every line; one that is no string, or cannot be changed, gives `null` and a complaint.
    static func each(_ change: (String) throws -> String) -> Ending {
        var failed = 0
        while let line = readLine() {
            do {
                guard let read = JSONReading.value(Array(line.utf8)), case .string(let text) = read.value
                else {
                    throw Complaint("a line is no JSON string: \(line.prefix(80))")
                }
                Console.write(line: Array(JSONValue.string(try change(text)).json.utf8))
            } catch {
                failed += 1
                Console.write(line: Array("null".utf8))
                Console.complain("\(error)")
            }
        }
        return failed > 0 ? .needsAttention : .allWell
    }
}
