// SPDX-License-Identifier: MIT

public import Model

/// A step that a reader may take next, and why just that one.
///
/// The order of a path is advice: what fits a reader's goal and time may come first, but not before what it builds on.
public struct NextStep: Hashable, Sendable {
    /// The step.
    public let place: PathProgress.Place
    /// Why, most telling first; never empty.
    public let reasons: [Reason]

    /// Why a step.
    public enum Reason: Hashable, Sendable {
        /// It is about what they want to get better at.
        case goal(Curriculum.Strand.ID)
        /// It takes no longer than they mostly have, minutes.
        case time(minutes: Int)
        /// The path begins with it.
        case start
        /// It is the only one that is left.
        case last
        /// It comes next in the path.
        case order
    }

    /// Chooses among the steps that are left.
    ///
    /// - Parameters:
    ///   - progress: how far its reader is.
    ///   - answers: what they said of themselves.
    ///   - strand: the strand of a topic.
    /// - Returns: nil where no step is left.
    public init?(
        in progress: PathProgress, for answers: ReaderAnswers,
        strand: (Topic.ID) -> Curriculum.Strand.ID?
    ) {
        let left = progress.places.filter { $0.mark == nil }
        guard let first = left.first else { return nil }
        let ready = left.filter { progress.open(before: $0.module).isEmpty }
        func isGoal(_ place: PathProgress.Place) -> Bool {
            answers.strand != nil && strand(place.step.topic) == answers.strand
        }
        func fits(_ place: PathProgress.Place) -> Bool {
            answers.minutes.map { place.step.minutes <= $0 } ?? false
        }
        let best =
            ready.first { isGoal($0) && fits($0) } ?? ready.first(where: isGoal) ?? ready.first(where: fits)
            ?? ready.first ?? first
        var reasons: [Reason] = []
        if isGoal(best), let goal = answers.strand { reasons.append(.goal(goal)) }
        if fits(best), let minutes = answers.minutes { reasons.append(.time(minutes: minutes)) }
        if left.count == 1, progress.places.count > 1 {
            reasons.append(.last)
        } else if reasons.isEmpty || best == first {
            reasons.append(left.count == progress.places.count && best == first ? .start : .order)
        }
        place = best
        self.reasons = reasons
    }
}
