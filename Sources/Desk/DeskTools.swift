// SPDX-License-Identifier: MIT

public import Catalog
public import Foundation
public import Logging
public import Model
import Pages
public import Storage

/// What the desk's pages work with; made once, by whoever serves them.
public struct DeskTools: Sendable {
    /// What must outlive the process.
    public let store: Store
    /// Reads what the library's people keep as files, as it is now.
    public let holdings: @Sendable () -> Holdings
    /// What the library is called.
    public let title: String
    /// Where the world reaches the desk.
    public let door: DeskDoor
    /// Tells the time, UTC.
    public let clock: @Sendable () -> Date
    /// Hears of what goes wrong; of no secret, and of nobody's address.
    public let logger: Logger
    /// Whether an approval needs a second person.
    public let needsSecond: Bool
    let passwords = Passwords()

    /// Takes all as it is.
    public init(
        store: Store, holdings: @escaping @Sendable () -> Holdings, title: String,
        door: DeskDoor = DeskDoor(),
        needsSecond: Bool = false, clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.store = store
        self.holdings = holdings
        self.title = title
        self.door = door
        self.needsSecond = needsSecond
        self.clock = clock
        self.logger = logger
    }
}

/// Where the world reaches the desk, and who stands in between.
public struct DeskDoor: Hashable, Sendable {
    /// The library's own address; nil where only this machine reaches it.
    public let base: WebAddress?
    /// Whether a web server before this one tells whence a request comes, in the last place of `X-Forwarded-For`.
    public let isBehindProxy: Bool

    /// Takes both as they are.
    public init(base: WebAddress? = nil, isBehindProxy: Bool = false) {
        self.base = base
        self.isBehindProxy = isBehindProxy
    }

    /// The path before every address of ours, as a web server before this one may take it away; it ends with a slash.
    var root: String {
        let path = base?.path ?? "/"
        return path.hasSuffix("/") ? path : path + "/"
    }
}
