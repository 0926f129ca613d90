// SPDX-License-Identifier: MIT

import Foundation
public import Model

/// The table of models that were trained on verdicts, and of which of them was in use when.
///
/// Versions are added and never changed. The bytes of the newest ten that took over are kept; older ones keep their record.
public struct ModelTable: Sendable {
    let database: any Database

    /// How many models' bytes are kept, beside those of the one in use.
    public static let keptCount = 10
    /// Bytes of one piece.
    private static let pieceSize = 196_608

    /// Which version is in use, since when and why.
    public struct Use: Hashable, Sendable, Codable {
        /// The version; 0 is the terms alone.
        public let version: Int
        /// Why it took over; empty where nothing ever did.
        public let why: String
        /// Who let it take over, and when; nil where nothing ever did.
        public let by: Verdict.Signature?
    }

    /// Keeps a new version.
    ///
    /// - Parameters:
    ///   - bytes: the model's bytes, which are kept when it takes over.
    ///   - make: makes the version of its number.
    /// - Returns: the version as it is kept.
    public func add(
        bytes: [UInt8], make: @escaping @Sendable (Int) -> ModelVersion
    ) async throws(StorageError) -> ModelVersion {
        try await database.write { session in
            let version = make(try session.number("SELECT COALESCE(MAX(number), 0) FROM models") + 1)
            try session.run(
                """
                INSERT INTO models (number, name, content, made)
                VALUES (\(version.number), \(version.model.name), \(JSONText(version)), \(version.by.time))
                """)
            switch version.outcome {
            case .refused: break
            case .termsAdopted: try ModelTable.use(0, version.sentenceOfUse, by: version.by, in: session)
            case .adopted, .forced:
                try ModelTable.keep(bytes, of: version.number, in: session)
                try ModelTable.use(version.number, version.sentenceOfUse, by: version.by, in: session)
            }
            return version
        }
    }

    /// All versions.
    ///
    /// **Shape**: oldest first.
    public func all() async throws(StorageError) -> [ModelVersion] {
        try await database.read { session in
            try session.rows("SELECT content FROM models ORDER BY number").map { try $0.json(0) }
        }
    }

    /// One version; nil where there is none of that number.
    public func version(_ number: Int) async throws(StorageError) -> ModelVersion? {
        try await database.read { session in
            try session.first("SELECT content FROM models WHERE number = \(number)").map { try $0.json(0) }
        }
    }

    /// The version that is in use.
    public func inUse() async throws(StorageError) -> Use {
        try await database.read { try ModelTable.newestUse(in: $0)?.use ?? ModelTable.atFirst }
    }

    /// Which version was in use when.
    ///
    /// **Shape**: earliest first; empty where nothing ever took over from the terms.
    public func uses() async throws(StorageError) -> [Use] {
        try await database.read { session in
            try session.rows("\(ModelTable.useColumns) ORDER BY number").map { try UseRow($0).use }
        }
    }

    /// The bytes of a version; nil where they are not kept.
    public func bytes(of number: Int) async throws(StorageError) -> [UInt8]? {
        let pieces = try await database.read { session in
            try session.rows("SELECT piece FROM model_pieces WHERE model = \(number) ORDER BY place").map {
                try $0.text(0)
            }
        }
        if pieces.isEmpty { return nil }
        var bytes: [UInt8] = []
        for piece in pieces {
            guard let data = Data(base64Encoded: piece) else {
                throw .damaged("the bytes of model version \(number)")
            }
            bytes.append(contentsOf: data)
        }
        return bytes
    }

    /// Goes back to a version that was in use before the present one took over.
    ///
    /// - Parameter version: which; nil is the one that was in use just before.
    /// - Throws: `refused` where there is nothing to go back to, or that version was not in use before.
    public func goBack(
        to version: Int? = nil, by author: Verdict.Signature
    ) async throws(StorageError) -> Use {
        try await database.write { session in
            let (now, former) = try ModelTable.former(version, in: session)
            let target = former?.use.version ?? 0
            let pieces = try session.number("SELECT COUNT(*) FROM model_pieces WHERE model = \(target)")
            guard target == 0 || pieces > 0 else {
                throw StorageError.refused("the bytes of version \(target) are not kept any more")
            }
            let use = Use(version: target, why: "back from version \(now.use.version)", by: author)
            try ModelTable.insert(use, prior: former?.prior ?? -1, in: session)
            return use
        }
    }

    /// The version that ``goBack(to:by:)`` would put into use, which throws what that would throw.
    public func former(_ version: Int? = nil) async throws(StorageError) -> Int {
        try await database.read { try ModelTable.former(version, in: $0).former?.use.version ?? 0 }
    }
}

private extension ModelTable {
    static let atFirst = Use(version: 0, why: "", by: nil)
    static let useColumns: SQL = "SELECT number, version, prior, why, author, by_rule, time FROM model_uses"

    /// A row of the table of uses.
    struct UseRow {
        let number: Int
        let prior: Int
        let use: Use

        init(_ row: Row) throws {
            number = try row.integer(0)
            prior = try row.integer(2)
            use = Use(
                version: try row.integer(1), why: try row.text(3),
                by: Verdict.Signature(
                    name: try row.text(4), time: try row.date(6), isRule: try row.integer(5) == 1))
        }
    }

    static func newestUse(in session: any Session) throws -> UseRow? {
        try session.first("\(useColumns) ORDER BY number DESC LIMIT 1").map { try UseRow($0) }
    }

    static func use(numbered number: Int, in session: any Session) throws -> UseRow? {
        try session.first("\(useColumns) WHERE number = \(number)").map { try UseRow($0) }
    }

    /// The row that counts, and the one to go back to; nil stands for the terms before anything took over.
    static func former(
        _ version: Int?, in session: any Session
    ) throws -> (now: UseRow, former: UseRow?) {
        guard let now = try newestUse(in: session), now.prior >= 0 else {
            throw StorageError.refused("the terms alone are in use; there is no model to go back to")
        }
        var prior = now.prior
        while true {
            let former = try use(numbered: prior, in: session)
            if version == nil || version == former?.use.version ?? 0 { return (now, former) }
            // A row leads to an earlier one only.
            guard let former, former.prior >= 0, former.prior < former.number else {
                throw StorageError.refused("version \(version ?? 0) was not in use before the present one")
            }
            prior = former.prior
        }
    }

    static func use(
        _ version: Int, _ why: String, by author: Verdict.Signature, in session: any Session
    ) throws {
        let prior = try newestUse(in: session)?.number ?? 0
        try insert(Use(version: version, why: why, by: author), prior: prior, in: session)
    }

    /// - Parameter prior: the row that going back leads to; 0 is the terms before anything took over, -1 nothing.
    static func insert(_ use: Use, prior: Int, in session: any Session) throws {
        guard let author = use.by else { return }
        let number = try session.number("SELECT COALESCE(MAX(number), 0) FROM model_uses") + 1
        try session.run(
            """
            INSERT INTO model_uses (number, version, prior, why, author, by_rule, time)
            VALUES (\(number), \(use.version), \(prior), \(use.why), \(author.name), \(author.isRule ? 1 : 0),
                \(author.time))
            """)
    }

    static func keep(_ bytes: [UInt8], of number: Int, in session: any Session) throws {
        for (place, start) in stride(from: 0, to: bytes.count, by: pieceSize).enumerated() {
            let piece = Data(bytes[start..<min(start + pieceSize, bytes.count)]).base64EncodedString()
            try session.run(
                "INSERT INTO model_pieces (model, place, piece) VALUES (\(number), \(place), \(piece))")
        }
        let kept = try session.rows(
            "SELECT DISTINCT model FROM model_pieces ORDER BY model DESC LIMIT \(keptCount)"
        ).map { try $0.integer(0) }
        try session.run("DELETE FROM model_pieces WHERE model NOT IN \(list: kept)")
    }
}

private extension ModelVersion {
    var sentenceOfUse: String {
        switch outcome {
        case .adopted: "version \(number) is not worse"
        case .forced: "version \(number) is worse, and was wanted all the same"
        case .termsAdopted: "the terms alone are better than versions \(former) and \(number)"
        case .refused: ""
        }
    }
}
