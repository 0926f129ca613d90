// SPDX-License-Identifier: MIT

/// A file that somebody chose in a form.
public struct FormFile: Hashable, Sendable {
    /// What it is called where it comes from; never a path of ours.
    public let name: String
    /// What is in it.
    public let bytes: [UInt8]

    /// Holds what it is given.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension FormFields {
    /// Reads the body of a form that may bring files.
    ///
    /// **Shape**: nil for what is no such body, is cut short, or has more than ``limit`` parts. A file field in which nothing was
    /// chosen gives no file.
    /// **Source**: RFC 7578; RFC 2046, section 5.1.1.
    ///
    /// - Parameter contentType: the whole field, with the boundary.
    public init?(multipart body: [UInt8], contentType: String) {
        guard let boundary = MultipartForm.boundary(in: contentType),
            let parts = MultipartForm.parts(of: body, between: Array("--\(boundary)".utf8))
        else { return nil }
        var values: [String: [String]] = [:]
        var files: [String: FormFile] = [:]
        for part in parts {
            guard let (head, content) = MultipartForm.cut(part, at: [13, 10, 13, 10]),
                let disposition = MultipartForm.disposition(in: head), let name = disposition["name"]
            else { return nil }
            if let fileName = disposition["filename"] {
                if !fileName.isEmpty || !content.isEmpty {
                    files[name] = FormFile(name: FormFields.tame(fileName), bytes: Array(content))
                }
            } else {
                let text = String(decoding: content, as: UTF8.self)
                values[name, default: []].append(FormFields.tame(text))
            }
        }
        self.init(values: values, files: files)
    }
}

/// The pieces of a body that may bring files.
private enum MultipartForm {
    /// Bytes before a part's content at the most.
    static let headLimit = 8 * 1024

    static func boundary(in contentType: String) -> String? {
        let text = parameters(of: contentType)["boundary"] ?? ""
        return (1...70).contains(text.utf8.count) ? text : nil
    }

    /// What stands between one boundary and the next; nil where the last one is missing.
    static func parts(of body: [UInt8], between mark: [UInt8]) -> [ArraySlice<UInt8>]? {
        var rest = body[...]
        if !rest.starts(with: mark) {
            // A preamble is allowed before the first one.
            guard let (_, after) = cut(rest, at: [13, 10] + mark) else { return nil }
            rest = after
        } else {
            rest = rest.dropFirst(mark.count)
        }
        var parts: [ArraySlice<UInt8>] = []
        while !rest.starts(with: [45, 45]) {
            let line = rest.drop { $0 == 32 || $0 == 9 }
            guard line.starts(with: [13, 10]), parts.count < FormFields.limit,
                let (part, after) = cut(line.dropFirst(2), at: [13, 10] + mark)
            else { return nil }
            parts.append(part)
            rest = after
        }
        return parts
    }

    /// What stands before the first of some bytes, and what after it.
    static func cut(
        _ bytes: ArraySlice<UInt8>, at mark: [UInt8]
    ) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>)? {
        var place = bytes.startIndex
        while let next = bytes[place...].firstIndex(of: mark[0]) {
            if bytes[next...].starts(with: mark) {
                return (bytes[..<next], bytes[(next + mark.count)...])
            }
            place = next + 1
        }
        return nil
    }

    /// The parameters of `Content-Disposition: form-data`.
    static func disposition(in head: ArraySlice<UInt8>) -> [String: String]? {
        guard head.count <= headLimit else { return nil }
        for line in String(decoding: head, as: UTF8.self).split(whereSeparator: { $0 == "\r\n" }) {
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2, pair[0].lowercased() == "content-disposition",
                pair[1].drop(while: \.isWhitespace).lowercased().hasPrefix("form-data")
            else { continue }
            return parameters(of: String(pair[1])).mapValues {
                $0.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: " ")
            }
        }
        return nil
    }

    /// `a; name="x; y"; other=z` as names and values; names in small letters.
    static func parameters(of field: String) -> [String: String] {
        var found: [String: String] = [:]
        var rest = field.drop { $0 != ";" }
        while let start = rest.first {
            guard start == ";" else { rest = rest.drop { $0 != ";" }; continue }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            var value = rest.prefix { $0 != ";" }
            if rest.first == "\"" {
                value = rest.dropFirst().prefix { $0 != "\"" }
                rest = rest.dropFirst(value.count + 2)
            } else {
                rest = rest.dropFirst(value.count)
            }
            found[name.lowercased()] = String(value)
        }
        return found
    }
}
