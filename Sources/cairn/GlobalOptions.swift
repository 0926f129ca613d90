// SPDX-License-Identifier: MIT

import ArgumentParser

/// What every command understands, before its name or after it.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "The library's folder. Else CAIRN_LIBRARY, else the nearest parent with a cairn.yaml.")
    var library: String?

    @Flag(name: .long, help: "Print JSON on standard output.")
    var json = false

    @Flag(name: .long, help: "Print results only.")
    var quiet = false

    @Flag(name: .long, help: "Say more on standard error.")
    var verbose = false

    func validate() throws {
        if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    }

    /// Moves these options behind the command's name, where the command reads them.
    ///
    /// `cairn --library L --json item list` becomes `cairn item list --library L --json`.
    static func movedBehindCommand(_ arguments: [String]) -> [String] {
        var moved: [String] = []
        var rest = arguments[...]
        while let first = rest.first {
            if ["--json", "--quiet", "--verbose"].contains(first) || first.hasPrefix("--library=") {
                moved.append(rest.removeFirst())
            } else if first == "--library", rest.count > 1 {
                moved.append(contentsOf: rest.prefix(2))
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end]) + moved + Array(rest[end...])
    }
}
