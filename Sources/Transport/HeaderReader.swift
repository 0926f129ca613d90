// SPDX-License-Identifier: MIT

/// Reads the header of an answer, line by line.
///
/// **Shape**: interim answers (1xx) leave nothing behind; what a chunked body has behind it (trailers) is not read.
/// **Source**: RFC 9112 sections 2 to 7.
struct HeaderReader {
    private(set) var fields: [HTTPField] = []
    /// Whether the header of the final answer is complete.
    private(set) var isComplete = false
    private var byteCount = 0
    private var isInterim = false
    private var length: HTTPField?
    private let byteLimit: Int

    /// - Parameter byteLimit: how long all lines may be together.
    init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// Reads one line, line break and all.
    ///
    /// - Throws: `TransferError.notHTTP` when the header is too long or says two things at once.
    mutating func read(_ line: some BidirectionalCollection<UInt8>) throws(TransferError) {
        byteCount += line.count
        guard byteCount <= byteLimit else {
            throw .notHTTP(reason: "its header is larger than \(byteLimit) bytes")
        }
        if isComplete { return }
        if line.starts(with: "HTTP/".utf8) {
            let status = line.split(separator: UInt8(ascii: " "), maxSplits: 2).dropFirst().first
            isInterim = status?.first == UInt8(ascii: "1")
            fields = []
            length = nil
        } else if line.allSatisfy({ $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }) {
            isComplete = !isInterim
        } else if let field = HeaderReader.field(line) {
            try take(field)
        }
    }

    private mutating func take(_ field: HTTPField) throws(TransferError) {
        if field.isNamed("content-length") {
            guard length == nil || length?.value == field.value else {
                throw .notHTTP(reason: "it gives two lengths for one document")
            }
            length = field
        }
        let isValidator = field.isNamed("etag") || field.isNamed("last-modified")
        if isValidator, !HeaderReader.isFitToEcho(field.value) { return }
        fields.append(field)
    }

    /// Whether a validator may be sent back: no control characters, at most 1,000 bytes.
    private static func isFitToEcho(_ value: String) -> Bool {
        value.utf8.count <= 1000
            && !value.unicodeScalars.contains { $0.value < 32 || (127...159).contains($0.value) }
    }

    /// The field that a line holds; nil for a line that continues another or has no name.
    private static func field(_ line: some BidirectionalCollection<UInt8>) -> HTTPField? {
        guard let first = line.first, !isSpace(first), let colon = line.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let name = trimmed(line[..<colon])
        guard !name.isEmpty else { return nil }
        return HTTPField(name, trimmed(line[line.index(after: colon)...]))
    }

    private static func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (9...13).contains(byte)
    }
}
