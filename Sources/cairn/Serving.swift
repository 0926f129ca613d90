// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Hummingbird
import Logging
import Model
import Pages

/// What `cairn serve` answers: the rooms that are on the web, each under a path of its own, and else the published folder.
struct Serving: Sendable {
    /// The published folder.
    let folder: String
    /// Hears of what goes wrong; on standard error.
    private let logger: Logger
    /// Hears of requests too, when somebody wants to look closely.
    private let requestLogger: Logger
    private let title: String
    /// The path under which readers find the front page, where a web server before this one takes it away.
    private let root: String

    init(_ workshop: Workshop, isVerbose: Bool) {
        folder = workshop.library.resolve(workshop.settings.publish.to).path
        title = workshop.settings.title
        let path = workshop.settings.baseURL?.path ?? "/"
        root = path.hasSuffix("/") ? path : path + "/"
        var logger = Logger(label: "cairn") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        self.logger = logger
        logger.logLevel = isVerbose ? .debug : .error
        requestLogger = logger
    }

    /// The server of all of it.
    func server(host: String, port: Int) -> PageServer<RouterResponder<PageContext>> {
        PageServer(router.buildResponder(), host: host, port: port, logger: logger)
    }

    /// Every address and who answers there.
    private var router: Router<PageContext> {
        let router = Router(context: PageContext.self)
        router.middlewares.add(RequestNotes(requestLogger))
        router.middlewares.add(PageGuard())
        router.middlewares.add(ErrorPages(title: title, root: root))
        router.get("healthz") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(string: "ok\n")))
        }
        FolderPages(folder).add(to: router)
        return router
    }
}
