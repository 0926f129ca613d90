// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

@testable import Storage

@Suite struct ModelTableTests {
    private func version(
        _ number: Int, former: Int = 0, outcome: ModelVersion.Outcome = .adopted
    ) -> ModelVersion {
        let figures = ModelTrial.Figures(microF1: 0.5, precision: 0.5, recall: 0.5, precisionAt1: 0.5)
        return ModelVersion(
            number: number,
            model: TrainedModel(
                name: "learned-\(number)", hash: "h", byteCount: 3, curriculum: "c", data: "d",
                span: .init(from: .sample(), to: .sample(), lastAction: number),
                counts: .init(items: 20, topicless: 1, labels: 22, rejections: 3, topics: 4)),
            by: .init(name: "Ada", time: .sample()), why: "a test", former: former,
            trial: ModelTrial(items: 20, folds: 5, terms: figures, former: nil, new: figures),
            outcome: outcome)
    }

    private func add(
        _ store: Store, _ bytes: [UInt8] = [1, 2, 3], _ outcome: ModelVersion.Outcome = .adopted
    ) async throws -> Int {
        try await store.models.add(bytes: bytes) { version($0, former: $0 - 1, outcome: outcome) }.number
    }

    @Test(arguments: Engine.allCases)
    func versionsAreAddedAndTheNewestThatTookOverIsInUse(engine: Engine) async throws {
        let bytes = [UInt8](repeating: 7, count: 200_000) + [UInt8](repeating: 8, count: 300_000)
        let all = [
            version(1), version(2, former: 1, outcome: .refused), version(3, former: 2, outcome: .forced),
        ]
        try await engine.withStore { store in
            let atFirst = try await store.models.inUse()
            #expect(atFirst.version == 0 && atFirst.by == nil)
            #expect(try await store.models.all().isEmpty)
            #expect(try await add(store, bytes) == 1)
            #expect(try await store.models.inUse().version == 1)
            #expect(try await store.models.bytes(of: 1) == bytes)
            #expect(try await add(store, [9], .refused) == 2)
            #expect(try await store.models.inUse().version == 1)
            #expect(try await store.models.bytes(of: 2) == nil)
            #expect(try await add(store, [9], .forced) == 3)
            #expect(try await store.models.inUse().version == 3)
            #expect(try await store.models.all() == all)
            #expect(try await store.models.version(4) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func goingBackGoesBackStepByStepAndIsRecorded(engine: Engine) async throws {
        try await engine.withStore { store in
            let person = Verdict.Signature(name: "Bob", time: .sample())
            _ = try await add(store)
            _ = try await add(store)
            #expect(try await store.models.former() == 1)
            #expect(try await store.models.goBack(by: person).version == 1)
            _ = try await add(store, [3])
            #expect(try await store.models.inUse().version == 3)
            for expected in [1, 0] {
                #expect(try await store.models.goBack(by: person).version == expected)
            }
            await #expect(
                throws: StorageError.refused("the terms alone are in use; there is no model to go back to")
            ) { _ = try await store.models.goBack(by: person) }
            #expect(try await store.models.uses().map(\.version) == [1, 2, 1, 3, 1, 0])
            #expect(try await store.models.all().count == 3)
            // From the terms on, another model may take over again.
            _ = try await add(store, [4])
            _ = try await add(store, [5])
            await #expect(throws: StorageError.refused("version 3 was not in use before the present one")) {
                _ = try await store.models.goBack(to: 3, by: person)
            }
            #expect(try await store.models.goBack(to: 0, by: person).version == 0)
        }
    }

    @Test func whereTheTermsTookOverGoingBackLeadsToTheModel() async throws {
        let store = try await Store.inMemory()
        _ = try await add(store)
        _ = try await add(store, [2], .termsAdopted)
        #expect(try await store.models.inUse().version == 0)
        #expect(try await store.models.goBack(by: .init(name: "Bob", time: .sample())).version == 1)
    }

    @Test func onlyTheNewestBytesAreKept() async throws {
        let store = try await Store.inMemory()
        for _ in 0...ModelTable.keptCount { _ = try await add(store) }
        #expect(try await store.models.bytes(of: 1) == nil)
        #expect(try await store.models.bytes(of: 2) == [1, 2, 3])
        #expect(try await store.models.all().count == ModelTable.keptCount + 1)
    }

    @Test func bytesThatWereChangedInTheDatabaseAreNoBytes() async throws {
        let store = try await Store.inMemory()
        _ = try await add(store)
        try await store.database.write { try $0.run("UPDATE model_pieces SET piece = 'not base64!'") }
        await #expect(throws: StorageError.damaged("the bytes of model version 1")) {
            _ = try await store.models.bytes(of: 1)
        }
    }
}
