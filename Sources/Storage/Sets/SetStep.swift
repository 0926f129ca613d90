// SPDX-License-Identifier: MIT

/// The step of the schema that keeps action learning sets: who signed up, which sets there are, when they meet.
enum SetStep {
    static let statements: [SQL] = [
        "CREATE TABLE set_programmes (id TEXT PRIMARY KEY NOT NULL, opened TEXT NOT NULL, until TEXT)",
        // `person_key` is what somebody is known by in a programme: their address, else their name; `place` is their order.
        """
        CREATE TABLE sign_ups (
            id TEXT PRIMARY KEY NOT NULL, programme TEXT NOT NULL REFERENCES set_programmes (id),
            person_key TEXT NOT NULL, name TEXT NOT NULL, address TEXT, address_key TEXT,
            content TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'placed', 'left')),
            signed TEXT NOT NULL, place INTEGER NOT NULL, UNIQUE (programme, person_key))
        """,
        "CREATE INDEX sign_ups_by_programme ON sign_ups (programme, place)",
        "CREATE INDEX sign_ups_by_address ON sign_ups (address_key)",
        """
        CREATE TABLE learning_sets (
            id TEXT PRIMARY KEY NOT NULL, programme TEXT NOT NULL REFERENCES set_programmes (id),
            offer TEXT NOT NULL, day TEXT NOT NULL, slot TEXT NOT NULL, content TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('proposed', 'closed')), since TEXT NOT NULL,
            UNIQUE (programme, offer))
        """,
        // Nobody is in two sets of a programme, since a sign-up is of one.
        """
        CREATE TABLE set_members (
            sign_up TEXT PRIMARY KEY NOT NULL REFERENCES sign_ups (id),
            learning_set TEXT NOT NULL REFERENCES learning_sets (id), choice INTEGER,
            fixed INTEGER NOT NULL CHECK (fixed IN (0, 1)))
        """,
        "CREATE INDEX set_members_by_set ON set_members (learning_set)",
        """
        CREATE TABLE set_sessions (
            learning_set TEXT NOT NULL REFERENCES learning_sets (id), number INTEGER NOT NULL CHECK (number >= 1),
            day TEXT NOT NULL, slot TEXT NOT NULL, cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
            sequence INTEGER NOT NULL, changed TEXT NOT NULL, PRIMARY KEY (learning_set, number))
        """,
    ]
}
