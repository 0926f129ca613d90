// SPDX-License-Identifier: MIT

import Model
public import Transport

/// Asks each host one thing at a time, with a pause before the next, whoever asks.
///
/// Copies share their turns, so several tasks may ask through one of them and a host notices nothing of it.
public struct PoliteHTTPClient: HTTPClient {
    private let client: any HTTPClient
    private let pause: Duration
    private let wait: @Sendable (Duration) async throws -> Void
    private let turns = HostTurns()

    /// - Parameters:
    ///   - client: what gets documents.
    ///   - pause: between two requests to one host.
    ///   - wait: how to wait; by sleeping unless said otherwise.
    public init(
        client: any HTTPClient, pause: Duration,
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.client = client
        self.pause = pause
        self.wait = wait
    }

    /// Gets one document when the host's turn has come.
    public func get(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        let host = "\(request.address.host):\(request.address.port)"
        let isFirst = await turns.take(host)
        let result: Result<HTTPResponse, TransferError>
        do throws(TransferError) {
            if !isFirst { try await rest(before: request) }
            result = .success(try await client.get(request))
        } catch {
            result = .failure(error)
        }
        await turns.leave(host)
        return try result.get()
    }

    private func rest(before request: HTTPRequest) async throws(TransferError) {
        guard pause > .zero else { return }
        do {
            try await wait(pause)
        } catch {
            throw .unreachable(host: request.address.host, reason: "the work was stopped")
        }
    }
}

/// Guards which hosts are being asked, which were asked before, and who waits for which.
private actor HostTurns {
    private var busy: Set<String> = []
    private var known: Set<String> = []
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// Waits until nobody asks the host.
    ///
    /// - Returns: whether it is the first time.
    func take(_ host: String) async -> Bool {
        if !busy.insert(host).inserted {
            await withCheckedContinuation { waiting[host, default: []].append($0) }
        }
        return known.insert(host).inserted
    }

    /// Lets the next one ask; the host stays busy when there is one.
    func leave(_ host: String) {
        guard var line = waiting[host], !line.isEmpty else {
            busy.remove(host)
            return
        }
        let next = line.removeFirst()
        waiting[host] = line
        next.resume()
    }
}
