// SPDX-License-Identifier: MIT

import ArgumentParser

/// `cairn completions`.
struct CompletionsCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print completions for a shell.",
        discussion: """
            Example:
              cairn completions bash > /etc/bash_completion.d/cairn
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "bash, zsh or fish.") var shell: String

    private struct Result: Encodable {
        let shell: String
        let script: String
    }

    func perform() async throws -> Ending {
        guard let known = CompletionShell(rawValue: shell) else {
            throw ValidationError("there are completions for bash, zsh and fish, not for \(shell)")
        }
        let script = Cairn.completionScript(for: known)
        console.json(Result(shell: shell, script: script))
        console.result(script)
        return .allWell
    }
}
