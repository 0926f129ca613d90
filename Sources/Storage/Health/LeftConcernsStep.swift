// SPDX-License-Identifier: MIT

/// The step of the schema that remembers what about a feed a person said is all right so.
enum LeftConcernsStep {
    static let statements: [SQL] = [
        """
        CREATE TABLE left_concerns (
            feed TEXT NOT NULL REFERENCES feeds (id), concern TEXT NOT NULL, until TEXT NOT NULL,
            PRIMARY KEY (feed, concern))
        """
    ]
}
