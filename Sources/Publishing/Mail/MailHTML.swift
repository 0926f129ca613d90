// SPDX-License-Identifier: MIT

import Markup

/// The HTML of a mail, as old programs want it: tables for layout, styles in the tags, no picture, nothing to fetch.
struct MailHTML {
    let language: String
    let subject: String
    /// What a list of mails shows beside the subject.
    let preview: String

    /// The whole document.
    func document(_ parts: [MailPart]) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(HTMLEscape.text(language))">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>\(HTMLEscape.text(subject))</title>
        <style>
        \(MailStyle.sheet)
        </style>
        </head>
        <body class="paper" style="margin:0;padding:0;background-color:#f7f5f0">
        <div style="display:none;max-height:0;overflow:hidden">\(HTMLEscape.text(preview))</div>
        <table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" \
        style="background-color:#f7f5f0"><tr><td align="center" style="padding:16px 8px">
        <table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" \
        style="width:100%;max-width:600px;background-color:#fffefb;text-align:left">
        \(parts.map(row).joined())</table>
        </td></tr></table>
        </body>
        </html>

        """
    }

    /// One part as a row of the table.
    func row(_ part: MailPart) -> String {
        let isItem = part.title != nil
        let line = isItem ? " class=\"line\"" : ""
        let style = isItem ? "padding:20px 24px;border-top:1px solid #dcd7cc" : "padding:24px 24px 16px"
        return "<tr><td\(line) style=\"\(style);\(MailStyle.sans)\">\n\(html(of: part.blocks))</td></tr>\n"
    }
}

private extension MailHTML {
    /// The blocks, with points of one list in one list.
    func html(of blocks: [MailBlock]) -> String {
        var html = ""
        var open: String?
        for block in blocks {
            var wanted: String?
            if case .point(let number) = block.kind { wanted = number == nil ? "ul" : "ol" }
            if open != wanted {
                if let open { html += "</\(open)>\n" }
                if let wanted { html += "<\(wanted) style=\"margin:8px 0 0;padding:0 0 0 24px\">\n" }
                open = wanted
            }
            html += self.html(of: block) + "\n"
        }
        return html + (open.map { "</\($0)>\n" } ?? "")
    }

    func html(of block: MailBlock) -> String {
        let style = MailStyle(block)
        let language = block.language.map { " lang=\"\(HTMLEscape.text($0))\"" } ?? ""
        let direction = block.role == .title || block.role == .extract ? " dir=\"auto\"" : ""
        return
            "<\(style.element) class=\"\(style.colours)\"\(direction)\(language) style=\"\(style.inline)\">"
            + block.runs.map { html(of: $0, in: block) }.joined() + "</\(style.element)>"
    }

    func html(of run: MailRun, in block: MailBlock) -> String {
        var html = HTMLEscape.text(run.text)
        if run.isStrong { html = "<strong>\(html)</strong>" }
        if run.isStressed { html = "<em>\(html)</em>" }
        guard let address = run.address else { return html }
        let isTitle = block.role == .title
        let style =
            isTitle ? "color:#1c2427;text-decoration:underline" : "color:#0b5a5e;text-decoration:underline"
        return
            "<a class=\"\(isTitle ? "ink" : "link")\" href=\"\(HTMLEscape.text(address))\" style=\"\(style)\">"
            + "\(html)</a>"
    }
}

/// How a block of a mail looks.
private struct MailStyle {
    let element: String
    /// Its classes, which only the dark form uses.
    let colours: String
    let inline: String

    static let serif = "font-family:Georgia,'Times New Roman',serif"
    static let sans = "font-family:Arial,Helvetica,sans-serif"

    /// What changes in the dark; all else is in the tags, where every program finds it.
    static let sheet = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (prefers-color-scheme: dark) {
        .paper { background-color: #13191b !important; }
        .card { background-color: #1b2326 !important; }
        .ink { color: #e9e7e1 !important; }
        .quiet { color: #a9b3b5 !important; }
        .link { color: #86d1cb !important; }
        .tint { background-color: #20332f !important; }
        .line { border-color: #354144 !important; }
        }
        """

    init(_ block: MailBlock) {
        switch block.kind {
        case .heading(let level):
            element = "h\(level)"
            colours = "ink"
            let size =
                level == 1
                ? "font-size:28px;line-height:34px" : "font-size:\(level == 2 ? 22 : 19)px;line-height:1.3"
            inline = "margin:0;\(MailStyle.serif);\(size);font-weight:bold;color:#1c2427"
        case .quotation:
            element = "blockquote"
            colours = "ink line"
            inline =
                "margin:12px 0 0;padding:0 0 0 14px;border-left:3px solid #dcd7cc;\(MailStyle.serif);"
                + "font-size:16px;line-height:25px;color:#1c2427"
        case .point:
            element = "li"
            colours = "ink"
            inline = "margin:6px 0 0;font-size:16px;line-height:24px;color:#1c2427"
        case .paragraph:
            element = "p"
            let isQuiet = [.meta, .topics, .about].contains(block.role)
            let size = isQuiet ? "font-size:14px;line-height:21px" : "font-size:16px;line-height:25px"
            let colour = isQuiet ? "#535e62" : "#1c2427"
            let words = "\(size);color:\(colour)"
            if block.role == .why {
                colours = "ink tint"
                inline = "margin:12px 0 0;padding:10px 14px;background-color:#e6f0ee;\(words)"
            } else {
                colours = isQuiet ? "quiet" : "ink"
                inline = "margin:10px 0 0;\(words)"
            }
        }
    }
}
