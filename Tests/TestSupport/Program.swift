// SPDX-License-Identifier: MIT

import CSpawn
public import Foundation

/// Another program, run to its end on a thread of its own: it blocks, and Swift's pool must not.
public struct Program: Sendable {
    /// How a run of it ended.
    public struct Ending: Sendable {
        /// Its exit status, or the signal that ended it.
        public let status: Int32
        /// Whether a signal ended it.
        public let isKilled: Bool
        /// What it wrote to standard output.
        public let output: String
        /// What it wrote to standard error.
        public let errors: String

        /// The lines of standard error.
        public var complaints: [String] { errors.split(separator: "\n").map(String.init) }
    }

    private let file: URL

    /// A program by its file.
    public init(_ file: URL) { self.file = file }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - environment: all of its variables; nothing is inherited.
    ///   - folder: where it stands; here unless said otherwise.
    ///   - input: what it finds on standard input.
    ///   - kill: asked again and again while it runs; when it says so, the program is killed at once (SIGKILL).
    public func run(
        _ arguments: [String], environment: [String: String], in folder: URL? = nil,
        reading input: String = "", killWhen kill: (@Sendable () -> Bool)? = nil
    ) async throws -> Ending {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try runHere(arguments, environment, in: folder, reading: input, killWhen: kill)
                    })
            }
        }
    }

    /// Runs it for as long as some work lasts, then asks it to end (SIGTERM).
    ///
    /// - Parameter work: is told the first line of standard output, once it is there; empty when it ended without one.
    public func run(
        _ arguments: [String], environment: [String: String], in folder: URL? = nil,
        while work: @Sendable (_ firstLine: String) async throws -> Void
    ) async throws -> Ending {
        let (events, telling) = AsyncThrowingStream<Event, any Error>.makeStream()
        Thread.detachNewThread {
            do {
                try runTalking(arguments, environment, in: folder) { telling.yield($0) }
                telling.finish()
            } catch {
                telling.finish(throwing: error)
            }
        }
        var failure: (any Error)?
        for try await event in events {
            switch event {
            case .spoke(let line, let process):
                do { try await work(line) } catch { failure = error }
                kill(process, SIGTERM)
            case .ended(let ending):
                if let failure { throw failure }
                return ending
            }
        }
        throw CancellationError()
    }
}

private extension Program {
    enum Event: Sendable {
        case spoke(firstLine: String, process: Int32)
        case ended(Ending)
    }

    func runTalking(
        _ arguments: [String], _ environment: [String: String], in folder: URL?, tell: (Event) -> Void
    ) throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "cairn-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let errors = place.appending(path: "err")
        var ends: [Int32] = [0, 0]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw POSIXError(.EMFILE) }
        let pipe = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        let process: RunningProgram
        do {
            defer { close(ends[1]) }
            process = try RunningProgram(
                file, arguments, environment, in: folder ?? place,
                input: .file("/dev/null"), output: .handle(ends[1]), errors: .file(errors.path))
        }
        var output = Data()
        while !output.contains(UInt8(ascii: "\n")), let more = try pipe.read(upToCount: 1), !more.isEmpty {
            output.append(more)
        }
        let line = String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        tell(.spoke(firstLine: line, process: process.number))
        output.append(try pipe.readToEnd() ?? Data())
        let (status, isKilled) = process.end()
        tell(
            .ended(
                Ending(
                    status: status, isKilled: isKilled, output: String(decoding: output, as: UTF8.self),
                    errors: try Program.text(of: errors))))
    }

    func runHere(
        _ arguments: [String], _ environment: [String: String], in folder: URL?,
        reading input: String, killWhen isTime: (() -> Bool)?
    ) throws -> Ending {
        let place = FileManager.default.temporaryDirectory.appending(path: "cairn-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let (given, output) = (place.appending(path: "in"), place.appending(path: "out"))
        let errors = place.appending(path: "err")
        try Data(input.utf8).write(to: given)
        let process = try RunningProgram(
            file, arguments, environment, in: folder ?? place,
            input: .file(given.path), output: .file(output.path), errors: .file(errors.path))
        let (status, isKilled) = process.end(killWhen: isTime)
        return Ending(
            status: status, isKilled: isKilled, output: try Program.text(of: output),
            errors: try Program.text(of: errors))
    }

    static func text(of file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
