// SPDX-License-Identifier: MIT

import Catalog
import Model
import Storage

/// What a pack, a path or an issue was made of when somebody read it, so that nobody writes over what they have not seen.
enum WorkVersion: Sendable {
    /// The words of its file.
    case file(String, text: String)
    /// The revisions of a newsletter's issues, by number.
    case revisions([Int: Int])

    /// What a path of the desk names, as it is now; to be read before the work itself.
    ///
    /// **Errors**: `DeskError.notFound`.
    static func now(_ kind: String, _ id: String, _ sitting: Sitting) async throws -> WorkVersion {
        let file: String
        switch kind {
        case "packs": file = DefinitionWriter.file(of: Theme.ID(id))
        case "paths": file = DefinitionWriter.file(of: LearningPath.ID(id))
        case "issues":
            let standings = try await sitting.store.issues.standings(of: Newsletter.ID(id))
            return .revisions(standings.mapValues(\.revision))
        default: throw DeskError.notFound
        }
        guard isSlug(id), let text = try CuratedFiles(sitting).text(of: file) else {
            throw DeskError.notFound
        }
        return .file(file, text: text)
    }

    /// The revision of an issue; nil where it was not there.
    func revision(of issue: Int) -> Int? {
        guard case .revisions(let revisions) = self else { return nil }
        return revisions[issue]
    }
}
