// SPDX-License-Identifier: MIT

public import Model

extension LearnedModel {
    /// Topics of a curriculum of which the model has seen no label; they stand on their terms alone.
    ///
    /// **Shape**: in the curriculum's order, without its retired ones.
    public func unlabelled(in curriculum: Curriculum) -> [Topic.ID] {
        let known = Set(topics)
        return curriculum.topics.filter { !$0.isRetired && !known.contains($0.id) }.map(\.id)
    }
}
