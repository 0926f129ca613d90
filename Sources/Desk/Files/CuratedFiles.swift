// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// Changes curated files in steps that are taken back whole.
struct CuratedFiles: Sendable {
    let sitting: Sitting

    init(_ sitting: Sitting) { self.sitting = sitting }

    static let routes: [DeskRoute] = [
        .post("desk/changes/{step}/undo", for: .curator) { visit in
            let files = CuratedFiles(visit.sitting)
            let step = try await files.takeBack(Int(try visit.parameter("step")) ?? 0)
            return .goTo(page(of: step), saying: "Taken back: \(step.what).")
        }
    ]

    /// The page on which a step's files are looked at.
    private static func page(of step: FileStep) -> String {
        let folder = step.changes.first?.file.split(separator: "/").dropFirst().first ?? ""
        return switch folder {
        case "rules": "desk/rules"
        case "curriculum": "desk/topics"
        case "themes", "paths", "newsletters": "desk/works"
        default: "desk"
        }
    }

    /// Changes files as one step.
    ///
    /// - Parameter what: in a few words, for those who look at what was done.
    /// - Returns: what is in the library afterwards.
    @discardableResult
    func change(_ changes: [FileChange], _ what: String) async throws -> Holdings {
        let real = changes.filter { $0.before != $0.after }
        guard !real.isEmpty else { return sitting.holdings }
        let steps = sitting.store.fileSteps
        let number = try await steps.begin(real, what, by: sitting.author, at: sitting.now)
        let known = Set(sitting.holdings.mistakes)
        do {
            let files = Set(real.map(\.file))
            let holdings = try await sitting.tools.files.change { try $0.apply(real) }.holdings
            let new = holdings.mistakes.filter { files.contains($0.file) && !known.contains($0) }
            if new.isEmpty { return holdings }
            // What cannot be read afterwards is not kept.
            _ = try await sitting.tools.files.change { try $0.apply(real.map(\.reversed)) }
            throw CatalogError.mistakes(new)
        } catch {
            try await steps.drop(number, by: sitting.author, at: sitting.now)
            throw error
        }
    }

    /// Takes a step back.
    func takeBack(_ number: Int) async throws -> FileStep {
        guard let step = try await sitting.store.fileSteps.find(number), step.undone == nil else {
            throw DeskError.notFound
        }
        _ = try await sitting.tools.files.change { library in
            try library.apply(step.changes.map(\.reversed))
        }
        try await sitting.store.fileSteps.noteUndone(step, by: sitting.author, at: sitting.now)
        return step
    }

    /// What is in a file now; nil where it is not there.
    func text(of file: String) throws -> String? { try sitting.tools.files.library.curatedText(of: file) }

    /// What tells a file as it is now from what it was and will be, so that nobody changes what they have not seen.
    func mark(of file: String) throws -> String { Digest.short(try text(of: file) ?? "") }

    /// What is in a file now.
    ///
    /// **Errors**: `CatalogError.overtaken` where it is not what somebody saw.
    ///
    /// - Parameter mark: of the file as they saw it; nil where they do not say.
    func text(of file: String, seen mark: String?) throws -> String? {
        let text = try text(of: file)
        if let mark, mark != Digest.short(text ?? "") { throw CatalogError.overtaken(file: file) }
        return text
    }

    /// What was changed last below a folder, for the list at the end of a page.
    func lines(under folder: String) async throws -> [StepLine] {
        try await sitting.store.fileSteps.steps(under: folder, limit: 10).map { step in
            StepLine(
                number: step.number, what: step.what, by: step.author.name, time: DeskWords.moment(step.time),
                isUndone: step.undone != nil, mayUndo: step.undone == nil && sitting.person.role >= .curator)
        }
    }
}

/// One thing that was done, for the partial `steps`.
struct StepLine: Sendable {
    let number: Int
    let what: String
    let by: String
    let time: String
    let isUndone: Bool
    let mayUndo: Bool
}
