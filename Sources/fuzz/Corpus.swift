// SPDX-License-Identifier: MIT

import Foundation

/// The documents that are spoilt: files as they are, and those inside JSON lines (`doc_b64`, `html`).
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
            if let html = object?["html"] as? String { return Array(html.utf8) }
            return (object?["doc_b64"] as? String).flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
        }
    }

    /// Markup that readers disagree on.
    private static let pieces = [
        "<table><tr><td><table><b><a href=x>1<tr>2<select><option>3</table>4</b>",
        "<b><i><p>a</b>b</i><a href=c>d<div><a href=e>f</div></a>g<font><nobr>h<nobr>",
        "<svg><style><img src=x onerror=y()></style><foreignObject><p>a</p><math><mi><mglyph><style>",
        "<math><annotation-xml encoding=text/html><p>a<table><mtext><select></math>b<noscript><p title='</noscript>'>",
        "<ul><li>a<ul>b<li>c</ul><dl>d<dt>e<dd>f<p>g<ol><p>h</dl><h1>i<h2>j<p>k<blockquote>l</p>m",
        "<a href='java&Tab;script:x()'>a</a><a href=' mailto:b'>c</a><img src=//d alt='\"<e>'><ruby>f<rt>g<rp>h",
        "<details>a<summary>b<figure><figcaption>c<pre>\n\nd<textarea>\ne</textarea><template><p>f</template><xmp>g",
        "<frameset><body><form><form><input name=body><button>a<button>b</form><iframe srcdoc='<p>'></iframe>",
    ]

    private static let generated: [[UInt8]] = {
        let items = (1...40).map {
            "<item><title>Post \($0) &amp; more</title><link>https://blog.example.org/\($0)</link>"
                + "<guid>g\($0)</guid><pubDate>Mon, 02 Nov 2026 09:00:00 +0100</pubDate>"
                + "<description><![CDATA[<p>Some <b>words</b></p>]]></description></item>"
        }
        let rss = "<rss version='2.0'><channel><title>T</title>" + items.joined() + "</channel></rss>"
        let json =
            #"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","content_text":"a"}]}"#
        let story = String(
            repeating: "<p>Ask <a href='/who'>people</a>, they know, and write it down.</p>", count: 9)
        let page =
            "<!DOCTYPE html><html lang=en><title>T</title><script type='application/ld+json'>{\"@type\":\"Article\"}"
            + "</script><body><nav><ul><li><a href=/>Home</a></ul></nav><main><article><h1>T</h1>\(story)"
            + "<figure><img src=data:, data-src=/a.jpg width=9><figcaption>c</figcaption></figure></article></main>"
        let markdown =
            "# A *b*\n\nc[^1] ~~d~~ <i onclick=x()>e</i> [f][g]\n\n| h |\n|--:|\n| i |\n\n> - j\n\n[^1]: k\n[g]: l"
        return [rss, json, page, markdown].map { Array($0.utf8) } + pieces.map { Array($0.utf8) }
    }()
}
