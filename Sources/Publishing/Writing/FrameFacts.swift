// SPDX-License-Identifier: MIT

import Synchronization

/// All that a page's frame depends on, beside what fills its gaps.
struct FrameShape: Hashable {
    let language: String
    let kind: String
    let isWide: Bool
    /// The way from the page to the site's front, such as `../`.
    let root: String
    let isFront: Bool
    let isAlone: Bool
    /// The gaps that stay empty, which a template may ask for.
    let empty: PageFrame.Fields
    /// The part of the site in which the page stands, by its folder, and whether it is that part's first page.
    let room: String?
    let isRoomFront: Bool

    init(of page: PublishedPage, at path: String, isAlone: Bool, empty: PageFrame.Fields) {
        let slashes = path.utf8.count { $0 == UInt8(ascii: "/") }
        let folder = path.prefix { $0 != "/" }
        language = page.language
        kind = page.kind
        isWide = page.isWide
        root = String(repeating: "../", count: slashes)
        isFront = path == "index.html" || path == "index"
        self.isAlone = isAlone
        self.empty = empty
        room = slashes > 0 ? Room.all.first { $0.folder == folder }?.folder : nil
        isRoomFront = slashes == 1 && path.hasSuffix("/index.html")
    }
}

/// The frames of one build's pages, each made when a page first needs it.
final class FrameShelf: Sendable {
    private let frames = Mutex(Frames())

    private struct Frames {
        var all: [FrameShape: PageFrame] = [:]
        /// The frame that was asked for last, which most often is asked for next.
        var last: (likeness: FrameLikeness, frame: PageFrame)?
    }

    func frame(
        of page: PublishedPage, at path: String, isAlone: Bool, empty: PageFrame.Fields,
        _ make: (FrameShape) -> PageFrame
    ) -> PageFrame {
        let likeness = FrameLikeness(of: page, at: path, isAlone: isAlone, empty: empty)
        if let likeness,
            let frame = frames.withLock({ $0.last?.likeness == likeness ? $0.last?.frame : nil })
        {
            return frame
        }
        let shape = FrameShape(of: page, at: path, isAlone: isAlone, empty: empty)
        let frame = frames.withLock { $0.all[shape] } ?? make(shape)
        frames.withLock {
            $0.all[shape] = frame
            if let likeness { $0.last = (likeness, frame) }
        }
        return frame
    }
}

/// What pages of one folder and kind have in common; their shape follows from it.
private struct FrameLikeness: Equatable {
    let folder: Substring
    let kind: String
    let language: String
    let isAlone: Bool
    let empty: PageFrame.Fields

    /// Nil for a page that may be the first one of its folder.
    init?(of page: PublishedPage, at path: String, isAlone: Bool, empty: PageFrame.Fields) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), !path.hasSuffix("/index.html") else {
            return nil
        }
        folder = path[..<slash]
        kind = page.kind
        language = page.language
        self.isAlone = isAlone
        self.empty = empty
    }
}

/// What the template is filled with.
struct FrameFacts {
    let language: String
    let title: String
    let summary: String
    let site: String
    let root: String
    let isFront: Bool
    let kind: String
    let isWide: Bool
    let rooms: [Room.Link]
    let head: String
    let isAlone: Bool
    let markdown: String
    let body: String

    init(_ shape: FrameShape, site: String, _ value: (PageFrame.Field) -> String) {
        language = shape.language
        title = value(.title)
        summary = value(.summary)
        self.site = site
        root = shape.root
        isFront = shape.isFront
        kind = shape.kind
        isWide = shape.isWide
        rooms = shape.isAlone ? [] : Room.all.map { Room.Link($0, of: shape) }
        head = value(.head)
        isAlone = shape.isAlone
        markdown = value(.markdown)
        body = value(.body)
    }
}

/// A part of the site that every page leads to.
struct Room {
    let name: String
    let folder: String

    static let all = [
        Room(name: "Packs", folder: "packs"), Room(name: "Paths", folder: "paths"),
        Room(name: "Topics", folder: "topics"), Room(name: "Newsletter", folder: "issues"),
        Room(name: "A to Z", folder: "search"),
    ]

    /// How one page leads to it.
    struct Link {
        let name: String
        let address: String
        /// `page` where it is this page, `true` where this page stands in that part, else nil.
        let current: String?

        init(_ room: Room, of shape: FrameShape) {
            name = room.name
            address = "\(shape.root)\(room.folder)/index.html"
            current = room.folder != shape.room ? nil : shape.isRoomFront ? "page" : "true"
        }
    }
}
