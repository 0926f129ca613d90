// SPDX-License-Identifier: MIT

import Model

/// The links at the top of every page: each to those who may follow it.
enum DeskNavigation {
    /// One link.
    struct Entry: Sendable {
        let path: String
        let label: String
        let role: Role
        /// Where its pages lie that are not below its path.
        var also: [String] = []

        /// Whether a page belongs to it; home is nothing but itself.
        func leads(to path: String) -> Bool {
            path == self.path
                || ([self.path] + also).contains { $0 != "desk" && (path + "/").hasPrefix($0 + "/") }
        }
    }

    /// All of them, in their order.
    static let entries = [
        Entry(path: "desk", label: "Home", role: .contributor),
        Entry(path: "desk/queue", label: "Queue", role: .contributor, also: ["desk/items"]),
        Entry(path: "desk/sources", label: "Sources", role: .contributor),
        Entry(path: "desk/rules", label: "Rules", role: .contributor),
        Entry(path: "desk/topics", label: "Topics", role: .contributor),
        Entry(path: "desk/works", label: "Packs and issues", role: .contributor),
        Entry(path: "desk/people", label: "People", role: .administrator),
        Entry(path: "desk/audit", label: "Audit", role: .administrator),
    ]

    /// Those for one person at one address.
    static func links(for person: Person, at path: String, root: String) -> [Link] {
        let current = entries.filter { $0.leads(to: path) }.max { $0.path.utf8.count < $1.path.utf8.count }?
            .path
        return entries.filter { $0.role <= person.role }.map {
            Link(href: root + $0.path, label: $0.label, isCurrent: $0.path == current)
        }
    }

    /// What the frame shows of one.
    struct Link: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }
}
