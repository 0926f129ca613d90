// SPDX-License-Identifier: MIT

/// What kind of document a file is, told by its name.
///
/// **Source**: the IANA registry of media types.
enum MediaTypes {
    /// The `Content-Type` of a file; bytes of no known kind for a name that says nothing.
    static func type(ofFileNamed name: String) -> String {
        let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }

    private static let types: [String: String] = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "md": "text/markdown; charset=utf-8", "txt": "text/plain; charset=utf-8",
        "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "json": "application/json",
        "jsonld": "application/ld+json", "webmanifest": "application/manifest+json",
        "xml": "application/xml; charset=utf-8", "xsl": "application/xslt+xml; charset=utf-8",
        "atom": "application/atom+xml; charset=utf-8", "rss": "application/rss+xml; charset=utf-8",
        "opml": "text/x-opml; charset=utf-8", "ttl": "text/turtle; charset=utf-8",
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "ico": "image/vnd.microsoft.icon",
        "woff2": "font/woff2", "pdf": "application/pdf", "epub": "application/epub+zip",
        "zip": "application/zip", "gz": "application/gzip",
    ]
}
