// SPDX-License-Identifier: MIT

import Foundation
import Glibc

/// A server of PostgreSQL of our own, for one run of the tests.
///
/// The first test that needs it begins it, and it ends with the run, however that ends. It listens on a socket in its own
/// folder and on no port.
public enum PostgresCluster {
    /// Where Debian has the programs; nil where PostgreSQL is not installed, which is said once, loudly.
    public static let programs: String? = {
        let folder = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let newest = versions.compactMap(Int.init).filter { $0 >= 15 }.max()
        if newest == nil {
            FileHandle.standardError.write(
                Data(
                    "PostgreSQL 15 IS NOT INSTALLED: nothing is tested on it. sudo apt-get install postgresql\n"
                        .utf8))
        }
        return newest.map { "\(folder)/\($0)/bin" }
    }()

    /// The address of a database on it.
    ///
    /// **Errors**: what went wrong, in the server's words.
    public static func address() async throws -> String { try await running.value }

    /// The address of a new and empty schema on it.
    public static func emptySchema() async throws -> String {
        let address = try await address()
        guard let programs else { throw Trouble("PostgreSQL is not installed") }
        let schema = "t\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        let made = try await Program(URL(filePath: "\(programs)/psql")).run(
            ["-X", "-q", "-d", address, "-c", "CREATE SCHEMA \(schema)"], environment: [:])
        guard made.status == 0 else { throw Trouble(made.errors) }
        return address + "&options=-csearch_path%3D\(schema)"
    }

    /// The program's standard input; what watches over the server ends it when this closes, as it does with the process.
    nonisolated(unsafe) private static var leash: Int32 = -1

    private static let running = Task<String, any Error> {
        guard let programs else { throw Trouble("PostgreSQL is not installed") }
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "cairn-pg-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Trouble("no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        leash = ends[1]
        let log = folder.appending(path: "begin.log").path
        _ = try RunningProgram(
            URL(filePath: "/bin/bash"), ["-c", script, "cluster", programs, folder.path],
            ProcessInfo.processInfo.environment, in: folder, input: .handle(ends[0]), output: .file(log),
            errors: .file(log + ".errors"))
        close(ends[0])
        let ready = folder.appending(path: "ready").path
        for _ in 0..<1_200 {
            if FileManager.default.fileExists(atPath: ready) {
                return "postgres:///postgres?host=\(folder.path)&user=cairn"
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        let words = (try? String(contentsOfFile: log + ".errors", encoding: .utf8)) ?? ""
        throw Trouble("PostgreSQL did not begin: \(words.suffix(400))")
    }

    private struct Trouble: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    /// Makes a cluster, begins it, and ends it when its input ends.
    ///
    /// PostgreSQL refuses to run as root.
    private static let script = """
        programs=$1 folder=$2
        as=()
        if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --clear-groups); chown postgres "$folder"; fi
        cd "$folder"
        "${as[@]}" "$programs/initdb" -D "$folder/data" -U cairn -A trust -E UTF8 --locale=C.UTF-8 --no-sync || exit 1
        "${as[@]}" "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses='' -c fsync=off \\
          -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB \\
          -c max_pred_locks_per_transaction=256 </dev/null >"$folder/server.log" 2>&1 &
        server=$!
        until "$programs/pg_isready" -q -h "$folder" -U cairn; do
          kill -0 $server || { cat "$folder/server.log" >&2; exit 1; }
          sleep 0.1
        done
        touch ready
        cat >/dev/null
        kill -INT $server
        wait $server
        cd / && rm -rf "$folder"
        """
}
