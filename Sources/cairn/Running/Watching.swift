// SPDX-License-Identifier: MIT

import ArgumentParser
import CoreMetrics
import Foundation
import Logging
import Model
import Pages
import Storage

/// `--metrics`: figures for whoever watches.
struct MetricsOption: ParsableArguments {
    @Option(
        name: .customLong("metrics"),
        help: "Show figures for Prometheus at /metrics of this port of 127.0.0.1, or ADDRESS:PORT.",
        transform: { text in
            guard let place = MetricsServer.Place(text) else {
                throw ValidationError("--metrics is a port, or ADDRESS:PORT: \(text)")
            }
            return place
        })
    var place: MetricsServer.Place?

    /// What shows them; nil where nobody wants them.
    ///
    /// Called once in a process, before anything is counted.
    func server(_ workshop: Workshop, logger: Logger) -> MetricsServer? {
        guard let place else { return nil }
        let registry = MetricsRegistry()
        MetricsSystem.bootstrap(registry)
        return MetricsServer(at: place, registry, logger: logger) { await StoreSamples(workshop).all() }
    }
}

extension Logger {
    /// What a command that runs on says on standard error.
    static func ofCommand(isVerbose: Bool) -> Logger {
        var logger = Logger(label: "cairn") { OneLineLog(StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = isVerbose ? .debug : .notice
        return logger
    }
}

/// What is in the store and what waits, as figures; looked up anew each time.
private struct StoreSamples {
    let workshop: Workshop

    init(_ workshop: Workshop) { self.workshop = workshop }

    func all() async -> [MetricSample] {
        var samples = [
            MetricSample(
                "cairn_build_info", .gauge, "This program.", 1,
                labels: [.init("version", Cairn.configuration.version)])
        ]
        do {
            guard let store = try await workshop.lookingStore() else { return samples + [up(1)] }
            samples += StoreSamples.samples(of: try await store.figures(at: workshop.clock()))
            return samples + [up(1)]
        } catch {
            return samples + [up(0)]
        }
    }

    private func up(_ value: Double) -> MetricSample {
        MetricSample("cairn_store_up", .gauge, "Whether the database can be read: 1 or 0.", value)
    }

    private static func samples(of figures: StoreFigures) -> [MetricSample] {
        func gauge(_ name: String, _ help: String, _ value: Int) -> MetricSample {
            MetricSample("cairn_\(name)", .gauge, help, Double(value))
        }
        let items = figures.items.sorted { $0.key < $1.key }.map { state, count in
            MetricSample(
                "cairn_items", .gauge, "Items by what was decided on them.", Double(count),
                labels: [.init("state", state)])
        }
        let last = figures.lastRun.map { date in
            MetricSample(
                "cairn_last_run_timestamp_seconds", .gauge, "When the last run began, seconds since 1970.",
                date.timeIntervalSince1970)
        }
        return items + [
            gauge("feeds", "Feeds that are subscribed to.", figures.feeds),
            gauge("feeds_paused", "Feeds that are paused.", figures.pausedFeeds),
            gauge("feeds_failing", "Feeds whose last tries failed.", figures.failingFeeds),
            gauge("feeds_due", "Feeds whose time has come.", figures.dueFeeds),
            gauge("pages_due", "Pages of items whose time to be read has come.", figures.duePages),
            gauge("items_untagged", "Undecided items that no model has looked at.", figures.untaggedItems),
            gauge("mails_due", "Mails whose time has come.", figures.dueMails),
            gauge("workers", "Programs at work on the database.", figures.workers),
            gauge("last_run_problems", "What needs a person of the last run.", figures.lastProblems),
            gauge("database_bytes", "How large the database is.", figures.bytes),
        ] + [last].compactMap { $0 }
    }
}

extension RunRecord {
    /// Counts what its stages did, for whoever watches.
    func count() {
        Counter(label: "cairn_runs").increment()
        for stage in stages {
            for count in stage.counts where count.number > 0 {
                Counter(
                    label: "cairn_stage_things", dimensions: [("stage", stage.name), ("what", count.what)]
                ).increment(by: count.number)
            }
            if !stage.problems.isEmpty {
                Counter(label: "cairn_stage_problems", dimensions: [("stage", stage.name)])
                    .increment(by: stage.problems.count)
            }
        }
    }
}
