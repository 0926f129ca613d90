// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
public import Hummingbird
import Model
import NIOCore
import NIOPosix

/// Serves the files of one folder, and nothing outside it.
///
/// Each request finds the files that lie there now, so a folder that is swapped for a new one is served at once. A file's
/// ETag is made of its bytes: a page that was written anew and is the same is not sent again. A file is read in pieces of
/// 64 kB, however large it is.
public struct FolderPages: Sendable {
    private let folder: String

    /// - Parameter folder: its path; it may not be there yet, or be a link to a folder.
    public init(_ folder: String) { self.folder = folder }

    /// Answers at every address that nothing else answers at.
    public func add(to router: Router<PageContext>) {
        router.get("/") { request, _ in try await respond(to: request) }
        router.get("**") { request, _ in try await respond(to: request) }
        router.head("/") { request, _ in try await respond(to: request) }
        router.head("**") { request, _ in try await respond(to: request) }
    }

    /// The file that a request asks for.
    ///
    /// **Shape**: `index.html` for a folder that has one; 304 when the client has it already; hidden files are not there.
    /// **Errors**: `HTTPError` 404 where there is no such file.
    /// **Source**: RFC 9110, sections 13.1.2, 13.1.3 and 13.2.2.
    public func respond(to request: Request) async throws -> Response {
        guard let steps = FolderPages.steps(in: request.uri.path) else { throw HTTPError(.notFound) }
        let (found, digest) = try await NIOThreadPool.singleton.runIfActive { [folder] in
            let found = OpenedFile.find(steps, in: folder)
            guard case .file(let file) = found else { return (found, String?.none) }
            return (found, file.digest())
        }
        switch found {
        case .nothing: throw HTTPError(.notFound)
        case .folder:
            // Links within the page resolve against its folder.
            let name = request.uri.path.split(separator: "/").last ?? ""
            return Response(status: .movedPermanently, headers: [.location: "./\(name)/"])
        case .file(let file):
            guard let digest else { throw HTTPError(.notFound) }
            return answer(file, digest: digest, named: steps.last ?? "", to: request)
        }
    }
}

private extension FolderPages {
    /// The steps from the folder to a file; nil for a path that no file of ours has.
    static func steps(in path: String) -> [String]? {
        guard path.hasPrefix("/"), path.utf8.count <= 1024 else { return nil }
        var steps: [String] = []
        for step in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let name = String(step).removingPercentEncoding, !name.hasPrefix("."),
                !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 })
            else { return nil }
            steps.append(name)
        }
        if steps.last == "" { steps[steps.count - 1] = OpenedFile.index }
        return steps.contains("") ? nil : steps
    }

    func answer(_ file: OpenedFile, digest: String, named name: String, to request: Request) -> Response {
        let etag = "\"\(digest.prefix(32))\""
        var fields: HTTPFields = [
            .eTag: etag, .lastModified: WebDate.text(of: file.changed),
            // To be kept, but asked about before each use: a correction is seen at once.
            .cacheControl: "no-cache",
        ]
        if isKnown(etag, file.changed, by: request) {
            return Response(status: .notModified, headers: fields)
        }
        fields[.contentType] = MediaTypes.type(ofFileNamed: name)
        if request.method == .head {
            fields[.contentLength] = "\(file.size)"
            return Response(status: .ok, headers: fields)
        }
        return Response(status: .ok, headers: fields, body: FolderPages.body(of: file))
    }

    /// A file piece by piece, the next one when the last is on its way.
    ///
    /// One that becomes shorter meanwhile ends the connection, so that nobody takes what came for the whole.
    static func body(of file: OpenedFile) -> ResponseBody {
        ResponseBody(contentLength: file.size) { writer in
            var place = 0
            while place < file.size {
                let piece = try await NIOThreadPool.singleton.runIfActive { [place] in
                    file.piece(from: place)
                }
                guard !piece.isEmpty else { throw HTTPError(.internalServerError) }
                try await writer.write(ByteBuffer(bytes: piece))
                place += piece.count
            }
            try await writer.finish(nil)
        }
    }

    func isKnown(_ etag: String, _ changed: Date, by request: Request) -> Bool {
        let known = request.headers[values: .ifNoneMatch]
        if !known.isEmpty {
            let tags = known.joined(separator: ",").split(separator: ",")
            return tags.contains { tag in
                ["*", etag, "W/" + etag].contains(tag.trimmingCharacters(in: .whitespaces))
            }
        }
        guard let since = request.headers[.ifModifiedSince].flatMap({ WrittenDate.date(from: $0) }) else {
            return false
        }
        return changed.timeIntervalSince1970.rounded(.down) <= since.timeIntervalSince1970
    }
}
