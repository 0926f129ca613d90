// SPDX-License-Identifier: MIT

import Catalog
import Desk
import Logging
import Storage

extension Workshop {
    /// What the desk's pages work with.
    func deskTools(_ store: Store, isBehindProxy: Bool, logger: Logger) -> DeskTools {
        let holdings = KeptHoldings(library)
        return DeskTools(
            store: store, holdings: { holdings.current() }, title: settings.title,
            door: DeskDoor(base: isBehindProxy ? settings.baseURL : nil, isBehindProxy: isBehindProxy),
            needsSecond: settings.desk.needsSecondApproval, clock: clock, logger: logger)
    }
}
