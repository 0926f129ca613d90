// SPDX-License-Identifier: MIT

/// The step of the schema that keeps which texts are still to be compared, one by one.
///
/// A mark up to which number all were compared would pass over what another writer, begun earlier, keeps later.
enum FreshTextStep {
    static func statements(_ dialect: Dialect) -> [SQL] {
        let counting = dialect.tables.counting.map { [$0("fingerprints")] } ?? []
        return [
            "CREATE TABLE fresh_texts (number INTEGER PRIMARY KEY NOT NULL)",
            """
            INSERT INTO fresh_texts (number)
            SELECT number FROM fingerprints WHERE number > (SELECT number FROM compared)
            """,
            "DROP TABLE compared",
        ] + counting
    }
}
