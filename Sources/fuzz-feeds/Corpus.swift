// SPDX-License-Identifier: MIT

import Foundation

/// The documents that are spoilt: files as they are, and those inside JSON lines (`doc_b64`).
enum Corpus {
    static func documents(in folders: [String]) -> [[UInt8]] {
        var documents = generated
        for folder in folders {
            let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
            for name in names.sorted() {
                guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
                documents += name.hasSuffix(".jsonl") ? lines(of: data) : [[UInt8](data)]
            }
        }
        return documents.filter { !$0.isEmpty && $0.count <= 1 << 20 }
    }

    private static func lines(of data: Data) -> [[UInt8]] {
        data.split(separator: 10).compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any]
            return (object?["doc_b64"] as? String).flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
        }
    }

    private static let generated: [[UInt8]] = {
        let items = (1...40).map {
            "<item><title>Post \($0) &amp; more</title><link>https://blog.example.org/\($0)</link>"
                + "<guid>g\($0)</guid><pubDate>Mon, 02 Nov 2026 09:00:00 +0100</pubDate>"
                + "<description><![CDATA[<p>Some <b>words</b></p>]]></description></item>"
        }
        let rss = "<rss version='2.0'><channel><title>T</title>" + items.joined() + "</channel></rss>"
        let json =
            #"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","content_text":"a"}]}"#
        return [rss, json].map { Array($0.utf8) }
    }()
}
