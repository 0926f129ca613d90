// SPDX-License-Identifier: MIT

public import Classification
public import Foundation
public import Model
public import Storage

/// Suggests topics for the items that the present model has not looked at.
///
/// Items on which a curator has decided are left alone, for ever.
public struct ClassifyRun: Sendable {
    private let store: Store
    private let classifier: Classifier
    private let rules: RuleBook
    private let worker: Worker?
    private let batch = 200

    /// What the store keeps of who looked at an item: another model or another threshold is another look.
    private var mark: String { "\(classifier.model)@\(classifier.threshold)" }

    /// - Parameters:
    ///   - store: where items and tags are.
    ///   - classifier: what suggests topics.
    ///   - rules: the curators' rules, which have their say on each item that is looked at.
    ///   - worker: who we are among those who work on the store; nil where nobody else does.
    public init(
        store: Store, classifier: Classifier, rules: RuleBook = RuleBook([]), worker: Worker? = nil
    ) {
        self.worker = worker
        self.store = store
        self.classifier = classifier
        self.rules = rules
    }

    /// Classifies.
    ///
    /// - Parameters:
    ///   - again: look again at every item on which nobody has decided.
    ///   - tell: hears how many items are done.
    /// - Returns: the report, which is kept in the store too.
    public func perform(
        again: Bool = false, now: Date, tell: (Int) -> Void = { _ in }
    ) async throws(StorageError) -> RunReport {
        if again { try await store.items.askForNewLook() }
        var done = 0
        var sorted = 0
        var steps = RuleTable.Steps()
        var memory = WordMemory()
        while true {
            let (items, store) = try await next()
            if items.isEmpty { break }
            // First the rules: what they reject needs no tags.
            steps = try await store.rules.settle(
                items.map { RuleTable.Reading(item: $0, findings: rules.findings(for: $0)) },
                by: Verdict.Signature(name: "classify", time: now, isRule: true), continuing: steps)
            let tagged = items.map { item in
                let prediction = classifier.prediction(for: item.readable, remembering: &memory)
                return TaggedItem(library: item, tags: prediction.tags)
            }
            try await store.tags.save(tagged, by: mark)
            done += items.count
            sorted += tagged.count { !$0.tags.isEmpty }
            tell(done)
        }
        let report = RunReport(
            name: "classify", started: now, finished: now,
            counts: [
                .init("items looked at", done), .init("items with a topic", sorted),
                .init("unsorted items", done - sorted),
            ]
                + (rules.rules.isEmpty
                    ? []
                    : [
                        .init("items under a rule", steps.given), .init("rejected by a rule", steps.rejected),
                    ]),
            problems: [])
        try await store.runs.save(report)
        return report
    }

    /// The next items to look at, and the store for what comes of them.
    private func next() async throws(StorageError) -> (items: [LibraryItem], store: Store) {
        guard let worker else { return (try await store.items.untagged(by: mark, limit: batch), store) }
        return try await worker.takeUntagged(by: mark, limit: batch)
    }
}
