// SPDX-License-Identifier: MIT

import Transport

extension CurlHTTPClient {
    /// A client for a server of the tests, with limits that end a test soon.
    static func test(
        allowing allowed: String..., bytes: Int = 100_000, time: Duration = .seconds(20),
        gate: HostGate? = nil
    ) -> CurlHTTPClient {
        guard let guarding = AddressGuard(allowing: allowed) else {
            fatalError("the test's own exceptions are readable")
        }
        return CurlHTTPClient(
            limits: HTTPLimits(bodyBytes: bytes, time: time), guarding: guarding, userAgent: "Cairn/test",
            gate: gate)
    }
}
