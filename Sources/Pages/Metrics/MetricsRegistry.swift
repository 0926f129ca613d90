// SPDX-License-Identifier: MIT

public import CoreMetrics
import Synchronization

/// What swift-metrics counts in this process, kept for whoever watches; a factory for `MetricsSystem.bootstrap`.
///
/// Timers and recorders become histograms of seconds or of what they record. At most 2,000 series are kept, so that
/// nobody can fill the memory by asking for ever new addresses; what comes after is not counted. The mutex guards the list.
public final class MetricsRegistry: MetricsFactory, Sendable {
    private let series = Mutex<[Series.Key: Series]>([:])
    private static let limit = 2_000

    /// Nothing counted yet.
    public init() {}

    /// What was counted so far, by name and labels.
    public var samples: [MetricSample] {
        let all = series.withLock { $0 }
        return all.sorted { $0.key < $1.key }.flatMap { $0.value.samples(of: $0.key) }
    }

    /// A counter; see `MetricsFactory`.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, as: .counter, suffix: "_total")
    }

    /// A figure that goes up and down; see `MetricsFactory`.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, as: .gauge)
    }

    /// A figure that is recorded; see `MetricsFactory`.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        series(label, dimensions, as: aggregate ? .histogram : .gauge)
    }

    /// How long something takes; see `MetricsFactory`.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, as: .histogram, suffix: "_seconds")
    }

    /// Keeps what was counted; see `MetricsFactory`.
    public func destroyCounter(_ handler: any CounterHandler) {}

    /// Keeps what was counted; see `MetricsFactory`.
    public func destroyMeter(_ handler: any MeterHandler) {}

    /// Keeps what was recorded; see `MetricsFactory`.
    public func destroyRecorder(_ handler: any RecorderHandler) {}

    /// Keeps what was timed; see `MetricsFactory`.
    public func destroyTimer(_ handler: any TimerHandler) {}

    private func series(
        _ label: String, _ dimensions: [(String, String)], as kind: MetricSample.Kind, suffix: String = ""
    ) -> Series {
        let name = MetricsRegistry.plain(label)
        let key = Series.Key(
            name: name.hasSuffix(suffix) ? name : name + suffix, kind: kind,
            labels: dimensions.map { .init(MetricsRegistry.plain($0.0), $0.1) }.sorted())
        return series.withLock { all in
            if let known = all[key] { return known }
            let new = Series(kind)
            if all.count < MetricsRegistry.limit { all[key] = new }
            return new
        }
    }

    /// A name as Prometheus takes it.
    private static func plain(_ name: String) -> String {
        let text = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return text.first?.isNumber == true ? "_" + String(text) : String(text)
    }
}

/// One figure with its labels; the mutex guards what was counted.
private final class Series: CounterHandler, MeterHandler, RecorderHandler, TimerHandler, Sendable {
    private let kind: MetricSample.Kind
    private let state = Mutex(State())

    struct Key: Hashable, Comparable {
        let name: String
        let kind: MetricSample.Kind
        let labels: [MetricSample.Label]

        static func < (one: Key, other: Key) -> Bool {
            one.name == other.name
                ? one.labels.lexicographicallyPrecedes(other.labels) : one.name < other.name
        }
    }

    private struct State {
        var value = 0.0
        var count = 0.0
        var buckets = [Double](repeating: 0, count: Series.bounds.count)
    }

    /// Upper bounds of what is timed or recorded.
    private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

    init(_ kind: MetricSample.Kind) { self.kind = kind }

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    func increment(by amount: Double) { state.withLock { $0.value += amount } }

    func decrement(by amount: Double) { increment(by: -amount) }

    func reset() { state.withLock { $0 = State() } }

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { state.withLock { $0.value = value } }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard kind == .histogram else { return set(value) }
        state.withLock { state in
            state.value += value
            state.count += 1
            if let place = Series.bounds.firstIndex(where: { value <= $0 }) { state.buckets[place] += 1 }
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func samples(of key: Key) -> [MetricSample] {
        let state = state.withLock { $0 }
        func sample(_ value: Double, _ suffix: String = "", _ more: [MetricSample.Label] = []) -> MetricSample
        {
            MetricSample(key.name, key.kind, "", value, labels: key.labels + more, suffix: suffix)
        }
        guard kind == .histogram else { return [sample(state.value)] }
        var sum = 0.0
        var samples = zip(Series.bounds, state.buckets).map { bound, count in
            sum += count
            return sample(sum, "_bucket", [.init("le", MetricSample.shown(bound))])
        }
        samples.append(sample(state.count, "_bucket", [.init("le", "+Inf")]))
        return samples + [sample(state.value, "_sum"), sample(state.count, "_count")]
    }
}
