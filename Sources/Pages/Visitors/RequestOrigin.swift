// SPDX-License-Identifier: MIT

import HTTPTypes
public import Hummingbird
public import Model

/// Tells a form that was sent from a page of ours from one that another site made a browser send.
///
/// **Source**: RFC 6454; W3C Fetch Metadata Request Headers.
public struct RequestOrigin: Sendable {
    private let base: WebAddress?

    /// - Parameter base: under which address the world reaches us; nil where only this machine does.
    public init(base: WebAddress? = nil) { self.base = base }

    /// Whether a request comes from a page of ours.
    ///
    /// **Shape**: what the browser says must all be right, and it must say something: no field at all is no browser.
    public func isOurs(_ request: Request) -> Bool {
        let site = HTTPField.Name("Sec-Fetch-Site").map { request.headers[values: $0] } ?? []
        let origins = request.headers[values: .origin]
        guard site.count <= 1, origins.count <= 1, !(site + origins).isEmpty else { return false }
        return site.allSatisfy { $0 == "same-origin" } && origins.allSatisfy { isOurs($0, request) }
    }

    /// Whether a request does not say at all where it comes from, as old browsers do not.
    public func isUnsaid(in request: Request) -> Bool {
        let site = HTTPField.Name("Sec-Fetch-Site").map { request.headers[values: $0] } ?? []
        return (site + request.headers[values: .origin]).isEmpty
    }

    private func isOurs(_ origin: String, _ request: Request) -> Bool {
        guard let address = WebAddress(origin), let host = request.head.authority else { return false }
        if let base, RequestOrigin.door(of: base) == RequestOrigin.door(of: address) { return true }
        // A server before us may have taken the TLS away; the host's name stays.
        guard let ours = WebAddress("\(address.isSecure ? "https" : "http")://\(host)/") else { return false }
        return RequestOrigin.door(of: ours) == RequestOrigin.door(of: address)
    }

    private static func door(of address: WebAddress) -> String {
        "\(address.isSecure) \(address.host.lowercased()) \(address.port)"
    }
}
