// SPDX-License-Identifier: MIT

import Foundation
import Model

/// Gets documents by libcurl, never from a private network, never more than the limits allow.
///
/// Transfers block, so each runs on a thread of its own: neither Swift's pool nor a dispatch queue (which shares its threads
/// with that pool) is held up. Redirects are followed here and not by
/// libcurl, so that every hop is judged.
public struct CurlHTTPClient: HTTPClient {
    private let limits: HTTPLimits
    private let guarding: AddressGuard
    private let userAgent: String

    /// - Parameters:
    ///   - limits: how far one transfer may go.
    ///   - guarding: which network addresses may be reached.
    ///   - userAgent: how we introduce ourselves, honestly.
    public init(limits: HTTPLimits, guarding: AddressGuard, userAgent: String) {
        self.limits = limits
        self.guarding = guarding
        self.userAgent = userAgent
    }

    public func get(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        var address = request.address
        var redirects: [HTTPResponse.Redirect] = []
        while true {
            let answer = try await hop(to: address, fields: request.fields)
            guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.field("location")
            else {
                return HTTPResponse(
                    status: answer.status, fields: answer.fields, body: answer.body, address: address,
                    redirects: redirects)
            }
            guard redirects.count < limits.redirects else { throw .tooManyRedirects(limit: limits.redirects) }
            guard let target = WebAddress(location, relativeTo: address) else {
                throw .redirectRefused(target: String(location.prefix(200)))
            }
            redirects.append(HTTPResponse.Redirect(status: answer.status, target: target))
            address = target
        }
    }

    private func hop(to address: WebAddress, fields: [HTTPField]) async throws(TransferError)
        -> CurlTransfer.Answer
    {
        let result: Result<CurlTransfer.Answer, TransferError> = await withCheckedContinuation {
            continuation in
            Thread.detachNewThread { [limits, guarding, userAgent] in
                let transfer = CurlTransfer(
                    address: address, fields: fields, limits: limits, guarding: guarding, userAgent: userAgent
                )
                continuation.resume(returning: transfer.perform())
            }
        }
        return try result.get()
    }
}
