// SPDX-License-Identifier: MIT

import Markup
import Model

/// What the site calls itself.
enum SiteName {
    static func read(_ page: PageStatements) -> String? {
        if let stated = page.meta.first("og:site_name", "dc:publisher", "dcterms:publisher"), isName(stated) {
            return stated
        }
        let data = page.linkedData
        for thing in data.things where data.types(of: thing).contains("WebSite") {
            if let name = data.text("name", of: thing), isName(name) { return name }
        }
        if let article = page.article, let name = data.text("publisher", of: article), isName(name) {
            return name
        }
        return page.meta.first("application-name", "apple-mobile-web-app-title", "citation_journal_title")
    }

    private static func isName(_ text: String) -> Bool { !text.contains("://") && !text.hasPrefix("@") }

    /// The names by which a title may call the site, as letters alone: those that the page gives and its host's.
    static func letters(_ page: PageStatements, siteName: String?) -> Set<String> {
        var names: Set<String> = []
        if let siteName { names.insert(SaidText.letters(siteName)) }
        if let article = page.article, let name = page.linkedData.text("publisher", of: article) {
            names.insert(SaidText.letters(name))
        }
        if let name = page.meta.first("application-name") { names.insert(SaidText.letters(name)) }
        var labels = page.address.host.split(separator: ".").map(String.init)
        if labels.first == "www" { labels.removeFirst() }
        names.insert(SaidText.letters(labels.joined()))
        if labels.count > 1 { names.insert(SaidText.letters(labels[0])) }
        if labels.count > 2 { names.insert(SaidText.letters(labels[labels.count - 2])) }
        return names.filter { $0.count > 1 }
    }
}
