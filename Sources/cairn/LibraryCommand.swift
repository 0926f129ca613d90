// SPDX-License-Identifier: MIT

import ArgumentParser

/// How a command ended, when it did not fail.
enum Ending: Sendable {
    /// All well.
    case allWell
    /// Done, but something needs a person.
    case needsAttention

    /// The ending of something that may have problems.
    init(_ problems: [String]) { self = problems.isEmpty ? .allWell : .needsAttention }
}

/// A command that speaks as all of them do: one sentence on standard error when it could not be done, and the exit status
/// of docs/design.md, section 4.
protocol LibraryCommand: AsyncParsableCommand {
    /// The options that every command has.
    var options: GlobalOptions { get }

    /// Does the work.
    func perform() async throws -> Ending
}

extension LibraryCommand {
    func run() async throws {
        let ending: Ending
        do {
            ending = try await perform()
        } catch let error as ValidationError {
            throw error
        } catch let code as ExitCode {
            throw code
        } catch {
            Console.complain("\(error)")
            throw ExitCode(2)
        }
        if ending == .needsAttention { throw ExitCode(1) }
    }

    /// Where this command prints.
    var console: Console { Console(options) }
}
