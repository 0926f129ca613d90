// SPDX-License-Identifier: MIT

public import Model

/// A learning path, and where its file names the items to read.
public struct ListedPath: Hashable, Sendable {
    /// The path.
    public let path: LearningPath
    /// Every item that a step names, in reading order.
    public let places: [Place]

    /// Where a step names an item.
    public struct Place: Hashable, Sendable {
        /// The step's id.
        public let step: String
        /// The item.
        public let item: Item.ID
        /// The path's file, relative to the library.
        public let file: String
        /// The line, counted from 1.
        public let line: Int

        /// Holds what it is given.
        public init(step: String, item: Item.ID, file: String, line: Int) {
            self.step = step
            self.item = item
            self.file = file
            self.line = line
        }
    }

    /// Holds what it is given.
    public init(path: LearningPath, places: [Place] = []) {
        self.path = path
        self.places = places
    }
}
