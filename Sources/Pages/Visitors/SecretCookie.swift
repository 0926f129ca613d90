// SPDX-License-Identifier: MIT

import HTTPTypes
public import Hummingbird
public import Model

/// A cookie with a secret in it, which only this host gets, only over TLS or from this machine, and no script reads.
///
/// **Source**: RFC 6265bis, sections 4.1.3.2 (`__Host-`) and 5.6.7 (SameSite). Browsers take `Secure` cookies from
/// `http://localhost` and `http://127.0.0.1` too, as nobody listens in between.
public struct SecretCookie: Sendable {
    private let name: String

    /// - Parameter name: what it is called after `__Host-`.
    public init(_ name: String) { self.name = "__Host-" + name }

    /// The secret that a request brings; nil for none, and for two that differ, as then one is not ours.
    public func key(in request: Request) -> AccessKey? {
        var found: AccessKey?
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { continue }
                guard let key = AccessKey(parts[1]), found == nil || found == key else { return nil }
                found = key
            }
        }
        return found
    }

    /// The field that gives a secret, kept until the browser is closed or the session ends.
    ///
    /// - Parameter seconds: how long the browser keeps it.
    public func field(giving key: AccessKey, seconds: Int) -> String {
        "\(name)=\(key.text); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\(seconds)"
    }

    /// The field that takes it away.
    public var fieldTakingAway: String {
        "\(name)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
    }
}
