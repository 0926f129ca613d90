// SPDX-License-Identifier: MIT

/// The step of the schema that keeps what was filled in to join a set, until its owner confirms it by mail.
enum SignUpAskStep {
    static let statements: [SQL] = [
        // Named by the digest of the key that was mailed: whoever has it has the address.
        """
        CREATE TABLE sign_up_asks (
            digest TEXT PRIMARY KEY NOT NULL, programme TEXT NOT NULL REFERENCES set_programmes (id),
            name TEXT NOT NULL, address TEXT NOT NULL, address_key TEXT NOT NULL, content TEXT NOT NULL,
            until TEXT NOT NULL)
        """,
        "CREATE INDEX sign_up_asks_by_address ON sign_up_asks (address_key)",
        "CREATE INDEX sign_up_asks_by_end ON sign_up_asks (until)",
    ]
}
