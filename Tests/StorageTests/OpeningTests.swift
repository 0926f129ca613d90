// SPDX-License-Identifier: MIT

import Foundation
import GRDB
import Storage
import TestSupport
import Testing

@Suite struct OpeningTests {
    @Test func storeOutlivesTheProcess() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "cairn.sqlite").path
            try await Store.open(at: path).feeds.subscribe(to: [.first])
            #expect(try await Store.open(at: path).feeds.all().count == 1)
        }
    }

    @Test func fileThatIsNoDatabaseIsNamedAndLeftAlone() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "cairn.sqlite")
            let text = Data(String(repeating: "this is not a database ", count: 100).utf8)
            try text.write(to: file)
            await #expect(throws: StorageError.notADatabase(path: file.path)) {
                try await Store.open(at: file.path)
            }
            #expect(try Data(contentsOf: file) == text)
        }
    }

    @Test func missingFolderIsNamed() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "no/such/cairn.sqlite").path
            await #expect {
                try await Store.open(at: path)
            } throws: { error in
                "\(error)".contains("there is no folder")
            }
        }
    }

    @Test func newerSchemaIsRefused() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "cairn.sqlite").path
            _ = try await Store.open(at: path)
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "INSERT INTO schema_steps (number) VALUES (999)") }
            await #expect {
                try await Store.open(at: path)
            } throws: { error in
                if case StorageError.newerSchema(found: 999, known: _) = error { true } else { false }
            }
        }
    }

    @Test func twoProgramsMayOpenAtOnce() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "cairn.sqlite").path
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { _ = try await Store.open(at: path) } }
                try await group.waitForAll()
            }
        }
    }
}
