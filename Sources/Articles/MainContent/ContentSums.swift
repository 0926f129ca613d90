// SPDX-License-Identifier: MIT

import Markup

/// What there is within an element, counted.
struct ContentSums {
    /// Characters of text, and of it those in links; a link to a place in the page counts a third.
    var characters: Int32 = 0
    var linked: Float = 0
    var commas: Int32 = 0
    /// Characters in headings, in lists, and in blocks of any kind.
    var headingCharacters: Int32 = 0
    var listCharacters: Int32 = 0
    var blockCharacters: Int32 = 0
    var paragraphs: Int32 = 0
    var images: Int32 = 0
    var items: Int32 = 0
    var inputs: Int32 = 0
    /// Embedded documents that are no known video.
    var embeds: Int32 = 0
    /// Rows, and cells of the longest row.
    var rows: Int32 = 0
    var cells: Int32 = 0
    var columns: Int32 = 0
    var tables: Int32 = 0
    /// Elements that ``ContentNames/block`` lists.
    var blocks: Int32 = 0
    var hasTableParts = false
    var hasDataTable = false
    var hasVideo = false

    /// The share of the text that is in links; 0...1.
    var linkDensity: Float { characters == 0 ? 0 : linked / Float(characters) }

    /// The characters that are not in links.
    var ownCharacters: Float { Float(characters) - linked }

    /// Adds what stands in a child.
    mutating func add(_ child: ContentSums) {
        characters += child.characters
        linked += child.linked
        commas += child.commas
        headingCharacters += child.headingCharacters
        listCharacters += child.listCharacters
        blockCharacters += child.blockCharacters
        paragraphs += child.paragraphs
        images += child.images
        items += child.items
        inputs += child.inputs
        embeds += child.embeds
        rows += child.rows
        cells += child.cells
        columns = max(columns, child.columns)
        tables += child.tables
        blocks += child.blocks
        hasTableParts = hasTableParts || child.hasTableParts
        hasDataTable = hasDataTable || child.hasDataTable
        hasVideo = hasVideo || child.hasVideo
    }
}

/// Sets of elements' names that the search for the main content speaks of.
struct ContentNames: Sendable {
    static let shared = ContentNames()

    /// What breaks a run of words into blocks.
    let block: HTMLNameSet = [.blockquote, .dl, .div, .img, .ol, .p, .pre, .table, .ul]
    /// Blocks and what holds words in lists and tables.
    let textual: HTMLNameSet = [
        .span, .li, .td, .blockquote, .dl, .div, .img, .ol, .p, .pre, .table, .ul,
    ]
    /// What stands in a line.
    let phrasing: HTMLNameSet = [
        .abbr, .audio, .b, .bdo, .br, .button, .cite, .code, .data, .datalist, .dfn, .em, .embed, .i, .img,
        .input,
        .kbd, .label, .mark, .math, .meter, .object, .output, .progress, .q, .ruby, .samp, .select, .small,
        .span,
        .strong, .sub, .sup, .textarea, .time, .var, .wbr,
    ]
    /// What stands in a line when all within does.
    let perhapsPhrasing: HTMLNameSet = [.a, .del, .ins]
    let headings: HTMLNameSet = [.h1, .h2, .h3, .h4, .h5, .h6]
    let tableParts: HTMLNameSet = [.caption, .col, .colgroup, .tfoot, .thead, .th]
    /// What is never read: code, and what belongs to the page's head.
    let unread: HTMLNameSet = [
        .script, .style, .template, .noscript, .head, .link, .meta, .title, .base, .noframes,
    ]
    /// What earns points for the elements around it.
    let scored: HTMLNameSet = [.section, .h2, .h3, .h4, .h5, .h6, .p, .td, .pre]
    /// What is left out when nothing is in it.
    let empty: HTMLNameSet = [.div, .section, .header, .h1, .h2, .h3, .h4, .h5, .h6]
}
