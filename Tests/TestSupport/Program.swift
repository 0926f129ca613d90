// SPDX-License-Identifier: MIT

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
        let process = Process()
        let pipe = Pipe()
        process.executableURL = file
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder ?? place
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = try Program.newFile(place.appending(path: "err"))
        let end = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in end.signal() }
        try process.run()
        var output = Data()
        while !output.contains(UInt8(ascii: "\n")),
            let more = try pipe.fileHandleForReading.read(upToCount: 1)
        {
            output.append(more)
        }
        let line = String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        tell(.spoke(firstLine: line, process: process.processIdentifier))
        output.append(try pipe.fileHandleForReading.readToEnd() ?? Data())
        end.wait()
        tell(
            .ended(
                Ending(
                    status: process.terminationStatus,
                    isKilled: process.terminationReason == .uncaughtSignal,
                    output: String(decoding: output, as: UTF8.self),
                    errors: try Program.text(of: place.appending(path: "err")))))
    }

    func runHere(
        _ arguments: [String], _ environment: [String: String], in folder: URL?,
        reading input: String, killWhen isTime: (() -> Bool)?
    ) throws -> Ending {
        let place = FileManager.default.temporaryDirectory.appending(path: "cairn-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let process = Process()
        process.executableURL = file
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder ?? place
        try Data(input.utf8).write(to: place.appending(path: "in"))
        process.standardInput = try FileHandle(forReadingFrom: place.appending(path: "in"))
        process.standardOutput = try Program.newFile(place.appending(path: "out"))
        process.standardError = try Program.newFile(place.appending(path: "err"))
        let end = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in end.signal() }
        try process.run()
        if let isTime {
            while end.wait(timeout: .now() + .microseconds(100)) == .timedOut {
                if isTime() { kill(process.processIdentifier, SIGKILL) }
            }
        } else {
            end.wait()
        }
        return Ending(
            status: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal,
            output: try Program.text(of: place.appending(path: "out")),
            errors: try Program.text(of: place.appending(path: "err")))
    }

    static func newFile(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    static func text(of file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
