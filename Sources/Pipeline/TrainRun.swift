// SPDX-License-Identifier: MIT

public import Classification
public import Foundation
public import Model
public import Storage

/// Learns from a store's verdicts, and lets the new model take over if it is not worse than the one in use.
public struct TrainRun: Sendable {
    private let store: Store
    private let curriculum: Curriculum
    private let threshold: Double

    /// With fewer decided items nothing is learned: some must be left to compare on.
    public static let itemMinimum = 20

    /// Why a model is wanted.
    public struct Order: Sendable {
        let why: String
        let by: Verdict.Signature
        let isForced: Bool

        /// - Parameters:
        ///   - why: what caused it, in words.
        ///   - signature: who wants it.
        ///   - isForced: whether it takes over even if it is worse.
        public init(why: String, by signature: Verdict.Signature, isForced: Bool = false) {
            self.why = why
            by = signature
            self.isForced = isForced
        }
    }

    /// What came of it.
    public struct Outcome: Sendable {
        /// The new version; nil where what it learned is what the version in use knows.
        public let version: ModelVersion?
        /// The version that is in use now.
        public let inUse: Int
        /// The report, which is kept in the store too; its notes say what happened and why.
        public let report: RunReport
    }

    /// Why there is no new model; the model in use stays.
    public enum Failure: Error, CustomStringConvertible {
        /// The store could not be read or written.
        case storage(StorageError)
        /// The verdicts teach nothing.
        case training(TrainingError)
        /// There are too few of them.
        case tooFew(Int)
        /// They are too few of a kind to keep some for comparing.
        case incomparable

        /// One sentence that a curator can act on.
        public var description: String {
            switch self {
            case .storage(let error): error.description
            case .training(let error): error.description
            case .tooFew(let found):
                "curators have decided on the topics of \(found) \(found == 1 ? "item" : "items"); "
                    + "it takes \(TrainRun.itemMinimum) to learn from"
            case .incomparable:
                "too few items have a topic to learn from some and compare on the others"
            }
        }
    }

    /// - Parameters:
    ///   - store: where verdicts and models are.
    ///   - curriculum: beside whose terms the model stands.
    ///   - threshold: as for `Classifier`.
    public init(store: Store, curriculum: Curriculum, threshold: Double) {
        self.store = store
        self.curriculum = curriculum
        self.threshold = threshold
    }

    /// Learns.
    public func perform(_ order: Order, now: Date) async throws(Failure) -> Outcome {
        let decided: DecidedExamples
        let backlog: [Item]
        let inUse: ModelVersion?
        do throws(StorageError) {
            let items = try await store.verdicts.decided(limit: ModelTrainer.exampleLimit)
            decided = DecidedExamples(items, curriculum: curriculum)
            backlog = try await store.items.list(
                ItemFilter(state: .waiting, limit: ModelTrainer.backlogLimit)
            )
            .map(\.library.readable)
            inUse = try await store.models.version(store.models.inUse().version)
        } catch {
            throw .storage(error)
        }
        let model = try learn(decided, backlog)
        let bytes = model.bytes
        let isNews = Digest.hex(bytes) != inUse?.model.hash
        let trial = isNews ? try compare(decided, backlog, inUse) : nil
        do throws(StorageError) {
            var version: ModelVersion?
            if let trial { version = try await keep(model, bytes, trial, decided, inUse, order) }
            let report = report(on: version, decided, inUse, at: now)
            try await store.runs.save(report)
            return Outcome(
                version: version, inUse: try await store.models.inUse().version, report: report)
        } catch {
            throw .storage(error)
        }
    }
}

private extension TrainRun {
    func learn(_ decided: DecidedExamples, _ backlog: [Item]) throws(Failure) -> LearnedModel {
        guard decided.examples.count >= TrainRun.itemMinimum else { throw .tooFew(decided.examples.count) }
        let span = [decided.span?.from, decided.span?.to].compactMap { $0?.formatted(.iso8601) }
        do throws(TrainingError) {
            return try ModelTrainer(curriculum: curriculum)
                .model(from: decided.examples, backlog: backlog, span: span)
        } catch {
            throw .training(error)
        }
    }

    func compare(
        _ decided: DecidedExamples, _ backlog: [Item], _ inUse: ModelVersion?
    ) throws(Failure) -> ModelTrial {
        let known = inUse.map { inUse in
            Set(decided.actions.indices.filter { decided.actions[$0] <= inUse.model.span.lastAction })
        }
        do throws(TrainingError) {
            return try ModelComparison(curriculum: curriculum, threshold: threshold)
                .trial(of: decided.examples, known: known, backlog: backlog)
        } catch {
            throw .incomparable
        }
    }

    func keep(
        _ model: LearnedModel, _ bytes: [UInt8], _ trial: ModelTrial, _ decided: DecidedExamples,
        _ inUse: ModelVersion?, _ order: Order
    ) async throws(StorageError) -> ModelVersion {
        let never = Date(timeIntervalSince1970: 0)
        let trained = TrainedModel(
            name: model.name, hash: Digest.hex(bytes), byteCount: bytes.count,
            curriculum: model.provenance.curriculum, data: model.provenance.data,
            span: decided.span ?? TrainedModel.Span(from: never, to: never, lastAction: 0),
            counts: decided.counts)
        let outcome: ModelVersion.Outcome =
            switch trial.winner {
            case .new: .adopted
            case _ where order.isForced: .forced
            case .former: .refused
            case .terms: .termsAdopted
            }
        return try await store.models.add(bytes: bytes) { number in
            ModelVersion(
                number: number, model: trained, by: order.by, why: order.why,
                former: inUse?.number ?? 0, trial: trial, outcome: outcome)
        }
    }

    func report(
        on version: ModelVersion?, _ decided: DecidedExamples, _ inUse: ModelVersion?, at now: Date
    ) -> RunReport {
        let counts = decided.counts
        let nothingNew = "what curators decided is what version \(inUse?.number ?? 0) knows; it stays in use"
        return RunReport(
            name: "train", started: now, finished: now,
            counts: [
                .init("decided items", counts.items), .init("labels", counts.labels),
                .init("rejected tags", counts.rejections), .init("topics with a label", counts.topics),
            ], problems: [], notes: [version?.sentence ?? nothingNew] + decided.notes)
    }
}
