// SPDX-License-Identifier: MIT

import Catalog
import Desk
import Logging
import Storage

extension Workshop {
    /// What the desk's pages work with.
    func deskTools(_ store: Store, isBehindProxy: Bool, logger: Logger) -> DeskTools {
        DeskTools(
            store: store, holdings: { [library] in library.read() }, title: settings.title,
            door: DeskDoor(base: isBehindProxy ? settings.baseURL : nil, isBehindProxy: isBehindProxy),
            clock: clock, logger: logger)
    }
}
