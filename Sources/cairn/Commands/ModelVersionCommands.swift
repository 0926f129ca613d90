// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Foundation
import Model
import Pipeline
import Storage

/// `cairn model list`.
struct ModelListCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the versions of the library's model. With --json one object a line.",
        discussion: """
            Version 0 is the curriculum's terms alone; it is always there.

            Example:
              cairn model list
            """)

    @OptionGroup var options: GlobalOptions

    func perform() async throws -> Ending {
        let store = try await Workshop(options).store()
        let inUse = try await store.models.inUse().version
        for version in [nil] + (try await store.models.all()) {
            let number = version?.number ?? 0
            console.jsonLine(VersionView(version, isInUse: number == inUse))
            let mark = number == inUse ? "*" : " "
            console.result("\(mark) \(number)  \(version?.line ?? "the curriculum's terms alone")")
        }
        console.result("* in use")
        return .allWell
    }
}

/// `cairn model show`.
struct ModelShowCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show a version of the library's model: what it learned from, how good it is, what became of it.",
        discussion: """
            Examples:
              cairn model show        the version that is in use
              cairn model show 3
              cairn model show 0      the curriculum's terms alone
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "The version's number; without it the one that is in use.") var version: Int?

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let curriculum = try workshop.curriculum(workshop.library.read())
        let store = try await workshop.store()
        let inUse = try await store.models.inUse()
        let number = version ?? inUse.version
        let found = try await store.models.version(number)
        if number != 0, found == nil { throw Complaint("there is no version \(number) of the model") }
        let isInUse = number == inUse.version
        let (knowledge, problem) = await knowledge(of: number, store, curriculum)
        let name = found?.model.name ?? workshop.classifier(curriculum).model
        console.json(
            VersionView(found, isInUse: isInUse, name: name, use: isInUse ? inUse : nil, knowledge: knowledge)
        )
        console.result("version \(number)\(isInUse ? ", in use" : ""): \(name)")
        if isInUse, let by = inUse.by {
            console.result("in use since \(by.time.formatted(.iso8601)) by \(by.name): \(inUse.why)")
        }
        for line in found?.lines ?? [] { console.result(line) }
        if let found { console.result(found.sentence) }
        for line in knowledge?.lines ?? [] { console.result(line) }
        if let problem { Console.complain(problem) }
        return Ending([problem].compactMap { $0 })
    }

    /// How the version fits the curriculum of today, or why that cannot be said.
    private func knowledge(
        of number: Int, _ store: Store, _ curriculum: Curriculum
    ) async -> (ModelKnowledge?, String?) {
        do throws(ModelShelf.Failure) {
            return (
                try await ModelShelf(store: store).model(number).map { ModelKnowledge($0, curriculum) }, nil
            )
        } catch .forgotten {
            return (nil, nil)
        } catch {
            return (nil, "\(error)")
        }
    }
}

/// `cairn model back`.
struct ModelBackCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "back",
        abstract:
            "Go back to the model that was in use before the present one; the version stays in the list.",
        discussion: """
            The next cairn classify looks again at the items on which nobody has decided.

            Examples:
              cairn model back
              cairn model back 0     the curriculum's terms alone
            """)

    @OptionGroup var options: GlobalOptions
    @Argument(help: "An earlier version that was in use; without it the one just before.") var version: Int?
    @Option(name: .customLong("as"), help: "The name to sign with.") var name: String?

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        let store = try await workshop.store()
        let use = try await ModelShelf(store: store).goBack(to: version, by: workshop.signature(as: name))
        let version = try await store.models.version(use.version)
        console.json(VersionView(version, isInUse: true, use: use))
        console.result("version \(use.version) is in use: \(version?.line ?? "the curriculum's terms alone")")
        return .allWell
    }
}
