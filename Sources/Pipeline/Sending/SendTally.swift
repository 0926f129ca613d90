// SPDX-License-Identifier: MIT

import Foundation
import Model
import Synchronization

/// Counts what a run of sending came to, told from several lanes.
final class SendTally: Sendable {
    private struct State {
        var counts: [DeliveryResult.Kind: Int] = [:]
        var letters = 0
        var problems: [String] = []
    }

    private let recovered: Int
    private let state = Mutex(State())

    /// - Parameter recovered: how many mails an earlier run left on their way.
    init(recovered: Int) { self.recovered = recovered }

    /// Counts one result.
    func count(_ delivery: Delivery, _ result: DeliveryResult) {
        state.withLock { state in
            if case .letter = delivery.content, result.kind == .taken {
                state.letters += 1
            } else {
                state.counts[result.kind, default: 0] += 1
            }
        }
    }

    /// Keeps what needs a person, each once.
    func note(problem: String) {
        state.withLock { if !$0.problems.contains(problem) { $0.problems.append(problem) } }
    }

    /// Whether the run did anything.
    var isAnything: Bool {
        state.withLock { !$0.counts.isEmpty || $0.letters > 0 || !$0.problems.isEmpty || recovered > 0 }
    }

    /// The report.
    func report(from started: Date, to finished: Date) -> RunReport {
        state.withLock { state in
            func count(_ what: String, _ kinds: DeliveryResult.Kind...) -> RunReport.Count {
                .init(what, kinds.reduce(0) { $0 + (state.counts[$1] ?? 0) })
            }
            let notes =
                recovered == 0
                ? []
                : [
                    "an earlier run ended in the middle; \(recovered) of its mails may arrive twice, as the same mail"
                ]
            return RunReport(
                name: "send", started: started, finished: finished,
                counts: [
                    count("mails sent", .taken), .init("letters sent", state.letters),
                    count("refused for good", .badAddress, .refused), count("refused for now", .later),
                    count("without an answer", .unsure), count("no longer wanted", .needless),
                ], problems: state.problems, notes: notes)
        }
    }
}
