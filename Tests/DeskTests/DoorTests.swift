// SPDX-License-Identifier: MIT

import HTTPTypes
import Model
import TestSupport
import Testing

@testable import Desk

/// Who may open which door.
@Suite struct DoorTests {
    @Test func everyRouteKeepsToItsRole() async throws {
        try await DeskBench.run { bench in
            var browsers: [(role: Role, browser: Browser)] = []
            for role in Role.allCases {
                browsers.append((role, try await bench.signedIn(as: role).browser))
            }
            for route in DeskRoutes.all {
                guard case .role(let needed, _) = route.access else { continue }
                let path = "/" + route.path.replacing(/\{\w+\}/, with: "none")
                for (role, var browser) in browsers where route.path != "desk/sign-out" {
                    _ = try await browser.get("/desk/keys")
                    let answer =
                        route.method == .get ? try await browser.get(path) : try await browser.post(path)
                    let isRefused = answer.status == 403 || answer.location?.contains("sign-in") == true
                    #expect(isRefused == (role < needed), "\(role) \(route.method) \(path): \(answer.status)")
                    #expect(answer.status < 500, "\(role) \(route.method) \(path): \(answer.status)")
                }
            }
        }
    }

    @Test func whoeverIsNotSignedInSeesNothing() async throws {
        try await DeskBench.run { bench in
            for route in DeskRoutes.all {
                guard case .role = route.access else { continue }
                let path = "/" + route.path.replacing(/\{\w+\}/, with: "none")
                var browser = bench.browser
                _ = try await browser.get("/desk/sign-in")
                let answer =
                    route.method == .get ? try await browser.get(path) : try await browser.post(path)
                #expect(answer.status == 303, "\(route.method) \(path)")
                #expect(answer.location?.hasPrefix("/desk/sign-in") == true, "\(route.method) \(path)")
            }
        }
    }

    @Test func noFormOfAnotherSiteIsTaken() async throws {
        try await DeskBench.run { bench in
            let (_, signedIn) = try await bench.signedIn(as: .administrator)
            for route in DeskRoutes.all where route.method != .get {
                let path = "/" + route.path.replacing(/\{\w+\}/, with: "none")
                var browser = signedIn
                if case .anyone = route.access {
                    browser = bench.browser
                    _ = try await browser.get("/desk/sign-in")
                } else {
                    _ = try await browser.get("/desk/keys")
                }
                var other = browser
                other.origin = "https://evil.example"
                #expect(try await other.post(path).status == 403, "\(path) from another site")
                other.origin = "null"
                #expect(try await other.post(path).status == 403, "\(path) from a sandbox")
                other.origin = nil
                #expect(try await other.post(path).status == 403, "\(path) from nowhere")
                let site = ["Sec-Fetch-Site: cross-site"]
                #expect(try await browser.post(path, fields: site).status == 403, "\(path), cross-site")
                #expect(try await browser.post(path, ["csrf": ""]).status == 403, "\(path) without proof")
                let foreign = AccessKey().proof(of: "forms")
                #expect(try await browser.post(path, ["csrf": foreign]).status == 403, "\(path), other proof")
            }
        }
    }

    @Test func everyAnswerIsGuarded() async throws {
        try await DeskBench.run { bench in
            var (_, browser) = try await bench.signedIn(as: .contributor)
            for path in ["/desk", "/desk/people", "/desk/none", "/desk/sign-in", "/desk/link/x", "/desk/%00"]
            {
                let answer = try await browser.get(path)
                #expect(answer.field("content-security-policy")?.contains("default-src 'none'") == true)
                #expect(answer.field("content-security-policy")?.contains("frame-ancestors 'none'") == true)
                #expect(answer.field("x-content-type-options") == "nosniff")
                #expect(answer.field("referrer-policy") == "same-origin")
                #expect(answer.field("cross-origin-opener-policy") == "same-origin")
                #expect(answer.field("permissions-policy") != nil)
                #expect(answer.field("cache-control") == "no-store", "\(path)")
            }
        }
    }
}
