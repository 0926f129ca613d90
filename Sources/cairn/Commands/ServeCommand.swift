// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Logging
import Pages
import ServiceLifecycle

/// `cairn serve`.
struct ServeCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve what is published, and the desk, until it is told to end.",
        discussion: """
            Listens on this machine alone unless told otherwise; a web server before it brings TLS to the world
            (docs/operations.md). SIGTERM or Ctrl-C ends it in order: requests that are begun are finished.

            The desk, where curators decide, is under /desk. As long as nobody has signed in, a link is printed that lets
            the first administrator in, once; there is no default password. Browsers keep the desk's cookie only over TLS,
            or from this machine. Behind a web server that brings TLS, say --behind-proxy: links and forms then go by
            base_url, and the last address of X-Forwarded-For is who asks.

            Where base_url is an address that others can reach, the hubs of feeds are asked to tell us what is new
            (WebSub). They call back under base_url, so whatever stands before this server must pass /websub/ on.

            Examples:
              cairn serve                      http://127.0.0.1:8080/
              cairn serve --port 0 --json      a free port; the first line of output names it
              cairn serve --host 0.0.0.0       on every address of this machine
              cairn serve --behind-proxy       a web server brings readers here from base_url
              cairn serve --no-desk            for readers alone: what is published, and subscribing
              cairn serve --schedule           and everything that is due, as cairn work does
              cairn serve --metrics 9464       figures for Prometheus at http://127.0.0.1:9464/metrics
              curl http://127.0.0.1:8080/healthz
            """)

    @OptionGroup var options: GlobalOptions
    @Option(name: .long, help: "The port; 0 takes one that is free.") var port = 8080
    @Option(name: .long, help: "The address to listen on.") var host = "127.0.0.1"
    @Flag(name: .long, help: "A web server before this one brings readers here from base_url.")
    var behindProxy = false
    @Flag(name: .long, help: "Serve readers alone: what is published, and subscribing.") var noDesk = false
    @Flag(name: .long, help: "Do everything that is due beside serving, as cairn work does.")
    var schedule = false
    @OptionGroup var rhythm: WorkRhythm
    @OptionGroup var metrics: MetricsOption

    private struct Result: Encodable {
        let url: String
        let port: Int
        let folder: String
        let websub: Bool
        let signInLink: String?

        private enum CodingKeys: String, CodingKey {
            case url, port, folder, websub
            case signInLink = "sign_in_link"
        }
    }

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is from 0 to 65535") }
    }

    func perform() async throws -> Ending {
        let workshop = try Workshop(options)
        guard !behindProxy || workshop.settings.baseURL != nil else {
            throw Complaint(
                "--behind-proxy needs base_url: the address at which the web server before this one is")
        }
        // Before anything is counted.
        let watched = metrics.server(workshop, logger: Logger.ofCommand(isVerbose: options.verbose))
        let serving = try await Serving(
            workshop, isVerbose: options.verbose, hasDesk: !noDesk, isBehindProxy: behindProxy)
        var services: [any Service] = [serving.keeper].compactMap { $0 }
        if let watched { services.append(watched) }
        if schedule { services.append(serving.scheduler(workshop, every: rhythm.duration)) }
        let base = behindProxy ? workshop.deskAddress : nil
        try await serving.server(host: host, port: port).run(beside: services) { [console] address, port in
            let link = serving.firstLink.map { (base ?? address) + $0 }
            console.jsonLine(
                Result(
                    url: address, port: port, folder: serving.folder, websub: serving.keeper != nil,
                    signInLink: link))
            console.result("Serving \(serving.folder) at \(address)")
            if let link { console.result("Nobody has come to the desk yet. This lets you in, once: \(link)") }
            serving.keeper?.begin()
        }
        return .allWell
    }
}
