// SPDX-License-Identifier: MIT

public import Model

/// How far a reader is on a path, as the path is now.
///
/// Steps are known by their ids, so what was marked stays marked when the path is edited. What is new since its reader last
/// looked is told once; what they marked of steps that are gone is not lost, and counts no more.
public struct PathProgress: Hashable, Sendable {
    /// A step and where its reader stands with it.
    public struct Place: Hashable, Sendable {
        /// The step.
        public let step: LearningPath.Step
        /// The module that it is in.
        public let module: LearningPath.Module
        /// Its number in the path, from 1.
        public let number: Int
        /// What its reader says of it; nil for nothing yet.
        public let mark: StepMark?
        /// Whether it came to the path since its reader last looked.
        public let isNew: Bool
    }

    /// The path.
    public let path: LearningPath
    /// Its steps in order.
    public let places: [Place]
    /// What was marked of steps that the path no longer has.
    public let gone: [StepMark]

    /// Puts both together.
    public init(_ path: LearningPath, _ following: Following) {
        self.path = path
        let marks = Dictionary(following.marks.map { ($0.step, $0) }) { first, _ in first }
        let seen = Set(following.seen)
        var places: [Place] = []
        for module in path.modules {
            for step in module.steps {
                // Whoever has never looked finds nothing new.
                places.append(
                    Place(
                        step: step, module: module, number: places.count + 1, mark: marks[step.id],
                        isNew: !seen.isEmpty && !seen.contains(step.id)))
            }
        }
        self.places = places
        let ids = Set(places.map(\.step.id))
        gone = following.marks.filter { !ids.contains($0.step) }
    }

    /// How many steps were done.
    public var done: Int { places.count { $0.mark?.kind == .done } }
    /// How many were known before.
    public var known: Int { places.count { $0.mark?.kind == .known } }
    /// Whether no step is left.
    public var isComplete: Bool { places.allSatisfy { $0.mark != nil } }
    /// How long the steps take that are left, minutes.
    public var minutesLeft: Int { places.filter { $0.mark == nil }.map(\.step.minutes).reduce(0, +) }
    /// When the last step was marked, once none is left.
    public var completion: StepMark? {
        isComplete ? places.compactMap(\.mark).max { $0.time < $1.time } : nil
    }

    /// The step with an id.
    public func place(_ id: String) -> Place? { places.first { $0.step.id == id } }

    /// The modules that a module builds on and that have steps left.
    public func open(before module: LearningPath.Module) -> [LearningPath.Module] {
        let left = Set(places.filter { $0.mark == nil }.map(\.module.id))
        return path.modules.filter { module.before.contains($0.id) && left.contains($0.id) }
    }
}
