// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Gets documents by libcurl, never from a private network, never more than the limits allow.
///
/// All transfers go on at once on one thread of the client's own, which neither Swift's pool nor a dispatch queue (which
/// shares its threads with that pool) has to lend; 64 at most, the others wait their turn. Connections are kept and used
/// again. Redirects are followed here and not by libcurl, so that every hop is judged. The thread ends with the client.
public final class CurlHTTPClient: HTTPClient {
    private let limits: HTTPLimits
    private let gate: HostGate?
    let queue = TransferQueue()

    /// - Parameters:
    ///   - limits: how far one transfer may go.
    ///   - guarding: which network addresses may be reached.
    ///   - userAgent: how we introduce ourselves, honestly.
    ///   - gate: what every hop has to pass; nil for no manners but the limits.
    public init(limits: HTTPLimits, guarding: AddressGuard, userAgent: String, gate: HostGate? = nil) {
        self.limits = limits
        self.gate = gate
        Thread.detachNewThread { [queue] in
            let loop = TransferLoop(queue) {
                CurlTransfer(limits: limits, guarding: guarding, userAgent: userAgent)
            }
            guard var loop else { return queue.end() }
            loop.run()
        }
    }

    deinit { queue.close() }

    /// Ends all transfers, those that wait too, as `TransferError.cancelled`; so does every later one.
    public func stop() { queue.close() }

    /// Gets one document, following redirects as far as the limits allow; see ``HTTPClient/get(_:)``.
    public func get(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        var address = request.address
        var redirects: [HTTPResponse.Redirect] = []
        var left = limits.time
        while true {
            let answer = try await pass(
                TransferQueue.Hop(
                    address: address, fields: request.fields, time: left, wantsBody: request.wantsBody),
                pause: request.pause)
            guard request.followsRedirects, [301, 302, 303, 307, 308].contains(answer.status),
                let location = answer.field("location")
            else {
                return HTTPResponse(
                    status: answer.status, fields: answer.fields, body: answer.body, address: address,
                    redirects: redirects)
            }
            guard redirects.count < limits.redirects else { throw .tooManyRedirects(limit: limits.redirects) }
            guard let target = WebAddress(location, relativeTo: address) else {
                throw .redirectRefused(target: String(location.prefix(200)))
            }
            left -= answer.spent
            guard left > .zero else { throw .timeout(seconds: max(1, Int(limits.time / .seconds(1)))) }
            redirects.append(HTTPResponse.Redirect(status: answer.status, target: target))
            address = target
        }
    }

    /// Sends a form to one address; see ``HTTPClient/post(_:)``.
    public func post(_ form: HTTPForm) async throws(TransferError) -> HTTPResponse {
        let answer = try await pass(
            TransferQueue.Hop(address: form.address, fields: [], time: limits.time, form: form.encoded),
            pause: nil)
        return HTTPResponse(
            status: answer.status, fields: answer.fields, body: answer.body, address: form.address)
    }

    private func pass(_ hop: TransferQueue.Hop, pause: Duration?) async throws(TransferError) -> HopAnswer {
        guard let gate else { return try await queue.perform(hop).get() }
        return try await gate.pass(to: hop.address.host, pausing: pause ?? .zero) {
            () async throws(TransferError) in
            try await queue.perform(hop).get()
        }
    }
}
