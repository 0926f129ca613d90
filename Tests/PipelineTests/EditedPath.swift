// SPDX-License-Identifier: MIT

import Model

extension EditedLibrary {
    static func path(_ id: LearningPath.ID, words: String, items: [Item.ID] = []) -> LearningPath {
        LearningPath(
            id: id, title: "Begin: \(id)", aim: Theme.Aim(), outcomes: ["say what you will stop"],
            modules: [
                LearningPath.Module(
                    id: "m", title: "",
                    steps: [
                        LearningPath.Step(
                            id: "one", topic: "digital-strategy", minutes: 20, words: words, items: items),
                        LearningPath.Step(id: "two", topic: "user-research", minutes: 10, words: ""),
                    ])
            ], next: [], introduction: "Go at your own pace.")
    }
}
