// SPDX-License-Identifier: MIT

import Catalog
import Desk
import Feeds
import Foundation
import Hummingbird
import Logging
import Model
import Pages
import Pipeline
import ReadingRoom
import Storage
import Transport

/// What `cairn serve` answers: the rooms that are on the web, each under a path of its own, and else the published folder.
struct Serving: Sendable {
    /// The published folder.
    let folder: String
    /// What keeps hubs telling us; nil where they could not reach us.
    let keeper: PushKeeper?
    /// A path that lets the first administrator in; nil once somebody has come.
    let firstLink: String?
    /// What the rooms stand on; nil where only the folder is served.
    private let store: Store?
    private let pushes: PushRoutes?
    private let desk: DeskPages?
    private let room: ReadingRoomPages?
    /// Hears of what goes wrong; on standard error.
    private let logger: Logger
    /// Hears of requests too, when somebody wants to look closely.
    private let requestLogger: Logger
    private let title: String
    /// The path under which readers find the front page, where a web server before this one takes it away.
    private let root: String

    /// - Parameters:
    ///   - hasDesk: whether curators decide here too, and programs for them.
    ///   - isBehindProxy: whether a web server before this one brings readers here from `base_url`.
    init(_ workshop: Workshop, isVerbose: Bool, hasDesk: Bool, isBehindProxy: Bool) async throws {
        folder = workshop.library.resolve(workshop.settings.publish.to).path
        title = workshop.settings.title
        let path = workshop.settings.baseURL?.path ?? "/"
        root = path.hasSuffix("/") ? path : path + "/"
        var logger = Logger(label: "cairn") { OneLineLog(StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = isVerbose ? .debug : .error
        requestLogger = logger
        logger.logLevel = isVerbose ? .debug : .warning
        self.logger = logger
        let opened = hasDesk || workshop.hasRoom ? try await workshop.store() : nil
        store = opened
        if hasDesk, let store = opened {
            // What runs have left undone, as after an upgrade.
            try await store.queue.catchUp()
            desk = try DeskPages(
                try workshop.deskTools(store, isBehindProxy: isBehindProxy, logger: logger))
            firstLink = try await SignInLinks(store, now: workshop.now).first(
                named: workshop.firstName, by: workshop.commandAuthor)
        } else {
            (desk, firstLink) = (nil, nil)
        }
        if let store = opened,
            let tools = try await workshop.roomTools(store, isBehindProxy: isBehindProxy, logger: logger)
        {
            room = try ReadingRoomPages(tools)
        } else {
            room = nil
        }
        guard let callbacks = try workshop.callbacks() else {
            (keeper, pushes) = (nil, nil)
            return
        }
        let store = try await workshop.store()
        _ = try await workshop.subscribe(store, workshop.library.read())
        let client = try workshop.client()
        keeper = PushKeeper(
            PushRun(store: store, hubs: HubClient(client: client), callbacks: callbacks),
            clock: workshop.clock, logger: logger)
        let intake = PushIntake(
            store: store, fetcher: FeedFetcher(client: client),
            firstLimit: workshop.settings.fetch.firstPollLimit)
        pushes = PushRoutes(
            intake, byteLimit: workshop.settings.fetch.bodyByteLimit, clock: workshop.clock, logger: logger)
    }

    /// The server of all of it.
    func server(host: String, port: Int) -> PageServer<RouterResponder<PageContext>> {
        var quiet = logger
        quiet.logLevel = .warning
        return PageServer(router.buildResponder(), host: host, port: port, logger: quiet)
    }

    /// What does everything that is due, beside the server.
    func scheduler(_ workshop: Workshop, every rhythm: Duration) -> Scheduler {
        Scheduler(workshop, by: "cairn serve --schedule", every: rhythm, logger: logger)
    }

    /// A word for programs that watch.
    private static func says(_ word: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: word + "\n")))
    }

    /// Every address and who answers there.
    private var router: Router<PageContext> {
        let router = Router(context: PageContext.self)
        router.middlewares.add(MetricsMiddleware())
        router.middlewares.add(RequestNotes(requestLogger))
        router.middlewares.add(PageGuard())
        router.middlewares.add(ErrorPages(title: title, root: root))
        router.get("healthz") { _, _ in Serving.says("ok") }
        router.get("readyz") { [store, logger] _, _ in
            do throws(StorageError) {
                try await store?.answer()
                return Serving.says("ok")
            } catch {
                // What is wrong is for whoever runs it, and not for the world.
                logger.error("not ready: \(error)")
                return Serving.says("not ready", status: .serviceUnavailable)
            }
        }
        pushes?.add(to: router)
        desk?.add(to: router)
        room?.add(to: router)
        FolderPages(folder).add(to: router)
        return router
    }
}
