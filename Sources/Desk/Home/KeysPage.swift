// SPDX-License-Identifier: MIT

import Model
import Pages
import Storage

/// What keys do, and the switch that turns single letters off (WCAG 2.2, 2.1.4).
struct KeysPage: Sendable {
    static let routes: [DeskRoute] = [
        .get("desk/keys", for: .contributor) { visit in
            .page(WebPage("Keys", "keys", KeysPage(isOn: visit.person.usesKeys, keys: keys)))
        },
        .post("desk/keys", for: .contributor) { visit in
            let isOn = visit.form["letters"] == "on"
            try await visit.store.people.setKeys(isOn, of: visit.person.id)
            return .goTo(
                "desk/keys", saying: isOn ? "Letters are keys now." : "Letters are no keys any more.")
        },
    ]

    let isOn: Bool
    let keys: [Key]

    struct Key: Sendable {
        let key: String
        let does: String
    }

    /// All keys of the desk; a page with keys of its own adds them here.
    private static let keys = [
        Key(key: "?", does: "show this page"),
        Key(key: "j", does: "go to the next row"),
        Key(key: "k", does: "go to the row before"),
        Key(key: "o", does: "open the row"),
        Key(key: "x", does: "tick the row in the queue"),
        Key(key: "/", does: "look for words in the queue"),
        Key(key: "n", does: "go on: the next page of the queue, or the next item"),
        Key(key: "a", does: "in the queue open the row to approve it; on an item approve it"),
        Key(key: "r", does: "reject"),
        Key(key: "h", does: "hold, where something can be held; elsewhere go home"),
        Key(key: "w", does: "write why the item matters"),
        Key(key: "Esc", does: "stop writing: letters are keys again"),
        Key(key: "c", does: "say that you are at the item"),
        Key(key: "[", does: "move the item up, in a pack, a path or an issue"),
        Key(key: "]", does: "move it down"),
        Key(key: "+", does: "add the row with the focus to a pack, a path or an issue"),
        Key(key: "p", does: "pick the row for what you have in hand"),
        Key(key: "u", does: "take back what you decided last"),
    ]
}
