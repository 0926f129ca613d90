// SPDX-License-Identifier: MIT

/// The step of the schema that keeps what is said of issues after they went out.
enum AmendmentStep {
    static let statements: [SQL] = [
        """
        CREATE TABLE issue_amendments (
            newsletter TEXT NOT NULL, number INTEGER NOT NULL, place INTEGER NOT NULL CHECK (place >= 1),
            kind TEXT NOT NULL CHECK (kind IN ('correction', 'withdrawal')), content TEXT NOT NULL,
            PRIMARY KEY (newsletter, number, place),
            FOREIGN KEY (newsletter, number) REFERENCES issues (newsletter, number))
        """
    ]
}
