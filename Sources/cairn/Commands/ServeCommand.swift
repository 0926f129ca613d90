// SPDX-License-Identifier: MIT

import ArgumentParser
import Pages

/// `cairn serve`.
struct ServeCommand: LibraryCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve what is published, until it is told to end.",
        discussion: """
            Listens on this machine alone unless told otherwise; a web server before it brings TLS to the world
            (docs/operations.md). SIGTERM or Ctrl-C ends it in order: requests that are begun are finished.

            Where base_url is an address that others can reach, the hubs of feeds are asked to tell us what is new
            (WebSub). They call back under base_url, so whatever stands before this server must pass /websub/ on.

            Examples:
              cairn serve                      http://127.0.0.1:8080/
              cairn serve --port 0 --json      a free port; the first line of output names it
              cairn serve --host 0.0.0.0       on every address of this machine
              curl http://127.0.0.1:8080/healthz
            """)

    @OptionGroup var options: GlobalOptions
    @Option(name: .long, help: "The port; 0 takes one that is free.") var port = 8080
    @Option(name: .long, help: "The address to listen on.") var host = "127.0.0.1"

    private struct Result: Encodable {
        let url: String
        let port: Int
        let folder: String
        let websub: Bool
    }

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is from 0 to 65535") }
    }

    func perform() async throws -> Ending {
        let serving = try await Serving(try Workshop(options), isVerbose: options.verbose)
        let services = [serving.keeper].compactMap { $0 }
        try await serving.server(host: host, port: port).run(beside: services) { [console] address, port in
            console.jsonLine(
                Result(url: address, port: port, folder: serving.folder, websub: serving.keeper != nil))
            console.result("Serving \(serving.folder) at \(address)")
            serving.keeper?.begin()
        }
        return .allWell
    }
}
