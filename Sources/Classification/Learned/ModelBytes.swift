// SPDX-License-Identifier: MIT

import FoundationEssentials
import Model

/// Why some bytes are no model.
public enum ModelFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Something else.
    case noModel
    /// Made by a newer Cairn.
    case newer(version: Int)
    /// Cut off or changed.
    case damaged

    /// One sentence for a curator.
    public var description: String {
        switch self {
        case .noModel: "this is no model of Cairn's"
        case .newer(let version): "the model is of version \(version), which this Cairn does not know"
        case .damaged: "the model is damaged: it is cut off, or was changed after it was written"
        }
    }
}

extension LearnedModel {
    /// The model as a file.
    ///
    /// **Shape**: a line `cairn-model 1`, a line with the SHA-256 of all that follows, then the parts, numbers with
    /// their lowest byte first; the same model gives the same bytes.
    public var bytes: [UInt8] {
        let body = ModelWriter.body(
            provenance: provenance, topics: topics, labelCounts: labelCounts, vocabulary: vocabulary,
            rows: rows, neighbours: neighbours, stacker: stacker)
        return Array("cairn-model 1\n\(Digest.hex(body))\n".utf8) + body
    }

    /// Reads a model from a file.
    public init(bytes: [UInt8]) throws(ModelFileError) {
        let start = Array("cairn-model ".utf8)
        guard bytes.starts(with: start) else { throw .noModel }
        let lines = bytes.prefix(120).split(separator: 10, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3,
            let version = Int(String(decoding: lines[0].dropFirst(start.count), as: UTF8.self))
        else { throw .damaged }
        guard version == 1 else { throw .newer(version: version) }
        let body = Array(bytes[lines[2].startIndex...])
        guard Digest.hex(body) == String(decoding: lines[1], as: UTF8.self) else { throw .damaged }
        var reader = ModelReader(body)
        guard let model = reader.model() else { throw .damaged }
        self = model
    }
}

/// Writes a model's parts.
struct ModelWriter {
    private var bytes: [UInt8] = []

    static func body(
        provenance: ModelProvenance, topics: [Topic.ID], labelCounts: [Int], vocabulary: GramVocabulary,
        rows: [LinearRow?], neighbours: Neighbours, stacker: Stacker
    ) -> [UInt8] {
        var writer = ModelWriter()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Numbers and words alone; there is nothing in it that cannot be encoded.
        writer.add(Array((try? encoder.encode(provenance)) ?? Data()))
        writer.add(topics.map(\.rawValue))
        writer.add(labelCounts.map { UInt32($0) })
        writer.add(vocabulary.grams)
        writer.add(vocabulary.rarity.map(\.bitPattern))
        writer.add(stacker.weights.map(\.bitPattern))
        for row in rows {
            writer.add(row?.weights.map { UInt8(bitPattern: $0) } ?? [])
            writer.add([row?.scale ?? 0, row?.bias ?? 0].map(\.bitPattern))
        }
        writer.add(neighbours.titles)
        for (vector, topics) in zip(neighbours.vectors, neighbours.topics) {
            writer.add(vector.indices.map { UInt32($0) })
            writer.add(vector.values.map(\.bitPattern))
            writer.add(topics.map { UInt32($0) })
        }
        return writer.bytes
    }

    private mutating func add(_ texts: [String]) {
        put(UInt32(texts.count))
        for text in texts { add(Array(text.utf8)) }
    }

    private mutating func add<Number: FixedWidthInteger>(_ numbers: [Number]) {
        put(UInt32(numbers.count))
        for number in numbers { put(number) }
    }

    private mutating func put<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Reads a model's parts; nil for anything that does not hold together.
struct ModelReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func model() -> LearnedModel? {
        guard let header = numbers(UInt8.self),
            let provenance = try? JSONDecoder().decode(ModelProvenance.self, from: Data(header)),
            let topics = texts(), let counts = numbers(UInt32.self), counts.count == topics.count,
            let grams = numbers(UInt64.self), let rarity = numbers(UInt32.self), rarity.count == grams.count,
            let weights = numbers(UInt64.self), weights.count == Stacker.prior.count,
            let rows = rows(topics.count, size: grams.count),
            let neighbours = neighbours(topics: topics.count, size: grams.count), position == bytes.count
        else { return nil }
        return LearnedModel(
            provenance: provenance, topics: topics.map { Topic.ID($0) }, labelCounts: counts.map { Int($0) },
            vocabulary: GramVocabulary(grams: grams, rarity: rarity.map { Float(bitPattern: $0) }),
            rows: rows,
            neighbours: neighbours, stacker: Stacker(weights: weights.map { Double(bitPattern: $0) }))
    }
}

private extension ModelReader {
    mutating func rows(_ count: Int, size: Int) -> [LinearRow?]? {
        var rows: [LinearRow?] = []
        for _ in 0..<count {
            guard let weights = numbers(UInt8.self), let rest = numbers(UInt32.self), rest.count == 2,
                weights.isEmpty || weights.count == size
            else { return nil }
            rows.append(
                weights.isEmpty
                    ? nil
                    : LinearRow(
                        weights: weights.map { Int8(bitPattern: $0) }, scale: Float(bitPattern: rest[0]),
                        bias: Float(bitPattern: rest[1])))
        }
        return rows
    }

    mutating func neighbours(topics: Int, size: Int) -> Neighbours? {
        guard let titles = texts() else { return nil }
        var vectors: [SparseVector] = []
        var topicsOf: [[Int32]] = []
        for _ in titles {
            guard let indices = numbers(UInt32.self), let values = numbers(UInt32.self),
                let own = numbers(UInt32.self), indices.count == values.count,
                indices.allSatisfy({ $0 < size }), own.allSatisfy({ $0 < topics })
            else { return nil }
            vectors.append(
                SparseVector(
                    indices: indices.map { Int32($0) }, values: values.map { Float(bitPattern: $0) }))
            topicsOf.append(own.map { Int32($0) })
        }
        return Neighbours(vectors: vectors, topics: topicsOf, titles: titles, size: size)
    }

    mutating func texts() -> [String]? {
        guard let count = number(UInt32.self), count <= bytes.count else { return nil }
        var texts: [String] = []
        for _ in 0..<count {
            guard let text = numbers(UInt8.self) else { return nil }
            texts.append(String(decoding: text, as: UTF8.self))
        }
        return texts
    }

    mutating func numbers<Number: FixedWidthInteger>(_: Number.Type) -> [Number]? {
        let width = MemoryLayout<Number>.size
        guard let count = number(UInt32.self), Int(count) <= (bytes.count - position) / width else {
            return nil
        }
        var numbers: [Number] = []
        numbers.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let next = number(Number.self) else { return nil }
            numbers.append(next)
        }
        return numbers
    }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        let width = MemoryLayout<Number>.size
        guard position + width <= bytes.count else { return nil }
        defer { position += width }
        return bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self))
        }
    }
}
