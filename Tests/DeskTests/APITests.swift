// SPDX-License-Identifier: MIT

import Foundation
import Hummingbird
import Model
import Pages
import Storage
import TestSupport
import Testing

@testable import Desk

/// Programs at the desk.
@Suite struct APITests {
    @Test func theDocumentNamesEveryRouteAndNoOther() async throws {
        try await QueueBench.run { bench in
            var program = APIClient(bench.desk, token: nil)
            let document = try await program.ask("GET", "openapi.json").object
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            var named: Set<String> = []
            for (path, methods) in paths {
                named.formUnion(methods.keys.map { "\($0.uppercased()) \(path)" })
            }
            #expect(named == Set(APIRoutes.all.map { "\($0.method.rawValue) /api/v1/\($0.path)" }))
            #expect(APIRoutes.all.count == named.count)
            #expect(Set(APIRoutes.all.map(\.name)).count == APIRoutes.all.count)

            // And the router answers at just these.
            let router = Router(context: PageContext.self)
            try DeskPages(bench.desk.tools).add(to: router)
            let answered = Set(router.routes.map { "\($0.path)" }.filter { $0.hasPrefix("/api/v1") })
            #expect(answered == Set(paths.keys).union(["/api/v1/openapi.json"]))
            program = try await APIClient.made(bench.desk, by: .administrator)
            for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
                for path in paths.keys where !named.contains("\(method) \(path)") {
                    let address = path.replacing("/api/v1/", with: "").replacing(/\{\w+\}/, with: "i1")
                    let answer = try await program.ask(method, address)
                    #expect(answer.status == 405, "\(method) \(path)")
                    #expect(answer.field("allow") != nil)
                }
            }
            #expect(try await program.ask("GET", "nothing").status == 404)
        }
    }

    @Test func everyReferenceInTheDocumentLeadsSomewhere() {
        let text = String(decoding: APIDocument(root: "/").data, as: UTF8.self)
        for match in text.matches(of: /#\/components\/schemas\/(\w+)/) {
            #expect(APIShapes.named[String(match.1)] != nil, "\(match.1)")
        }
        for route in APIRoutes.all {
            for name in route.parameters { #expect(APIShapes.parameters[name] != nil, "\(name)") }
        }
    }

    @Test func everyRouteKeepsToItsRoleAndItsScope() async throws {
        try await QueueBench.run { bench in
            for role in Role.allCases {
                for scope in APIToken.Scope.allCases {
                    var program = try await APIClient.made(bench.desk, by: role, for: [scope])
                    for route in APIRoutes.all {
                        let answer = try await program.ask(
                            route.method.rawValue, route.path.replacing(/\{\w+\}/, with: "i1"), "{}")
                        let may = role >= route.role && scope == route.scope
                        #expect(
                            (answer.status != 403) == may, "\(role) \(scope) \(route.name): \(answer.status)")
                        #expect(answer.status < 500, "\(role) \(scope) \(route.name): \(answer.status)")
                        #expect(
                            answer.field("content-security-policy")?.contains("default-src 'none'") == true)
                    }
                }
            }
        }
    }

    @Test func nothingButATokenThatLastsOpensIt() async throws {
        try await QueueBench.run { bench in
            let (_, browser) = try await bench.desk.signedIn(as: .administrator, named: "Ida")
            let program = try await APIClient.made(bench.desk, by: .curator)
            for route in APIRoutes.all {
                let (method, path) = (route.method.rawValue, route.path.replacing(/\{\w+\}/, with: "i1"))
                var withCookie = browser
                let answer = try await withCookie.send(
                    method, "/api/v1/" + path, fields: ["Origin: \(browser.origin ?? "")"], body: "{}")
                #expect(answer.status == 401, "\(route.name) by a cookie")
                #expect(answer.field("www-authenticate")?.hasPrefix("Bearer") == true)
                for token in ["", "x", AccessKey().text, "Bearer"] {
                    var stranger = program
                    stranger.token = token
                    #expect(try await stranger.ask(method, path, "{}").status == 401, "\(route.name)")
                }
            }
            var late = program
            #expect(try await late.ask("GET", "me").status == 200)
            bench.desk.clock.change { $0 += 31 * 86_400 }
            #expect(try await late.ask("GET", "me").status == 401)
        }
    }

    @Test func whoIsShutOutHasNoTokenAnyMore() async throws {
        try await QueueBench.run { bench in
            var curator = try await APIClient.made(bench.desk, by: .curator)
            var administrator = try await APIClient.made(bench.desk, by: .administrator)
            let id = try #require(
                (try await curator.ask("GET", "me").object["person"] as? [String: Any])?["id"] as? String)
            let answer = try await administrator.ask("PUT", "people/\(id)/access", #"{"is_allowed":false}"#)
            #expect(answer.object["disabled"] != nil)
            #expect(try await curator.ask("GET", "me").status == 401)
        }
    }

    @Test func anItemIsReadDecidedOnAndTakenBack() async throws {
        try await QueueBench.run { bench in
            var program = try await APIClient.made(bench.desk, by: .curator)
            let page = try await program.ask("GET", "queue?q=risk&topic=cyber-security&limit=2").object
            #expect(page["count"] as? Int == 1)
            let id = bench.items[0].id.rawValue
            let whole = try await program.ask("GET", "items/\(id)").object
            #expect((whole["item"] as? [String: Any])?["title"] as? String == "A board's risk register")
            #expect((whole["seen"] as? [String: Int]) == ["revision": 1, "verdict": 0])
            let seen = #""items":[{"id":"\#(id)","seen":{"revision":1,"verdict":0}}]"#
            let refused = try await program.ask("POST", "decisions", "{\(seen),\"decision\":\"approve\"}")
            #expect(refused.status == 409)
            #expect(refused.body.contains("why it matters"))
            let done = try await program.ask(
                "POST", "decisions", "{\(seen),\"decision\":\"approve\",\"why\":\"Boards answer for it.\"}")
            #expect(done.object["decided"] as? [String] == [id])
            let verdict = try #require(try await bench.store.verdicts.current(for: bench.items[0].id))
            #expect(verdict.topics == ["cyber-security"] && verdict.why == "Boards answer for it.")
            // What was seen is not so any more.
            let late = try await program.ask("POST", "decisions", "{\(seen),\"decision\":\"hold\"}")
            #expect(late.status == 409)
            #expect(late.field("content-type") == "application/problem+json")
            #expect(try await program.ask("POST", "undo").object["items"] as? [String] == [id])
            #expect(try await bench.store.verdicts.current(for: bench.items[0].id) == nil)
            #expect(try await program.ask("GET", "items/\(id)/history").body.contains("taken-back"))
        }
    }

    @Test func manyAreDecidedOnOrNone() async throws {
        try await QueueBench.run { bench in
            var program = try await APIClient.made(bench.desk, by: .curator)
            let ids = bench.items.map { "{\"id\":\"\($0.id)\"}" }.joined(separator: ",")
            let body = #"{"items":[\#(ids)],"decision":"reject","reason":"too thin"}"#
            let one = body.replacing("]", with: #",{"id":"i0123456789abcdef"}]"#)
            #expect(try await program.ask("POST", "decisions", one).status == 404)
            #expect(try await bench.store.queue.count(QueueFilter()) == 3)
            #expect(try await program.ask("POST", "decisions", body).status == 200)
            #expect(try await bench.store.queue.count(QueueFilter()) == 0)
        }
    }

    @Test func whoeverSavesLateGetsTheirsBack() async throws {
        try await QueueBench.run { bench in
            var ada = try await APIClient.made(bench.desk, by: .curator, named: "Ada")
            var bob = try await APIClient.made(bench.desk, by: .curator, named: "Bob")
            let path = "items/\(bench.items[0].id)/draft"
            #expect(try await ada.ask("PUT", path, #"{"from":0,"why":"Ada's words"}"#).status == 200)
            let late = try await bob.ask("PUT", path, #"{"from":0,"why":"Bob's words"}"#)
            #expect(late.status == 409)
            #expect(late.body.contains("Ada's words"))
            #expect(
                try await bob.ask("PUT", path, #"{"from":1,"why":"Both"}"#).object["revision"] as? Int == 2)
            let claim = "items/\(bench.items[0].id)/claim"
            #expect(try await ada.ask("PUT", claim, "{}").status == 200)
            #expect(try await bob.ask("PUT", claim, "{}").status == 409)
            #expect(try await bob.ask("PUT", claim, #"{"is_taking_over":true}"#).status == 200)
        }
    }

    @Test(arguments: [
        ("", 400), ("{", 400), ("[]", 400), ("null", 400), (#"{"text":1}"#, 400), (#"{"text":""}"#, 400),
        (#"{"text":"x","more":1}"#, 400), (#"{"text":" "}"#, 409), (#"{"text":"x"}"#, 201),
        (String(repeating: "[", count: 10_000), 400),
        (#"{"text":"\#(String(repeating: "x", count: 300_000))"}"#, 413),
    ])
    func aBodyIsAsTheDocumentSaysOrRefused(body: String, status: Int) async throws {
        try await QueueBench.run { bench in
            var program = try await APIClient.made(bench.desk, by: .curator)
            let path = "items/\(bench.items[0].id)/comments"
            #expect(try await program.ask("POST", path, body).status == status)
            #expect(try await program.ask("POST", path, body, type: "text/plain").status == 415)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=x", "limit=1&limit=2", "none=1", "state=odd", "from=yesterday", "after=1",
    ])
    func aQueryIsAsTheDocumentSaysOrRefused(query: String) async throws {
        try await QueueBench.run { bench in
            var program = try await APIClient.made(bench.desk, by: .curator)
            let answer = try await program.ask("GET", "queue?" + query)
            #expect(answer.status == 400)
            #expect(answer.body.contains(String(query.prefix { $0 != "=" })))
        }
    }
}

/// A program that shows a token.
struct APIClient: Sendable {
    private var browser: Browser
    var token: String?

    init(_ bench: DeskBench, token: String?) {
        browser = bench.browser
        self.token = token
    }

    /// One with a token of a new person.
    static func made(
        _ bench: DeskBench, by role: Role, for scopes: Set<APIToken.Scope> = Set(APIToken.Scope.allCases),
        named name: String? = nil
    ) async throws -> APIClient {
        let (key, now) = (AccessKey(), bench.clock.value)
        let unique = "the \(role.rawValue) \(key.digest.prefix(12))"
        let person = try await bench.store.people.add(
            try #require(PersonName(name ?? unique)), role: role, by: .init(name: "test"), at: now)
        let token = APIToken(
            id: APIToken.ID("t" + key.digest.prefix(12)), person: person.id, label: "test", scopes: scopes,
            made: now, ends: now + 30 * 86_400)
        try await bench.store.tokens.add(token, digest: key.digest, by: .init(person))
        return APIClient(bench, token: key.text)
    }

    mutating func ask(
        _ method: String, _ path: String, _ body: String = "", type: String = "application/json"
    ) async throws -> Answer {
        let shown = token.map { ["Authorization: Bearer \($0)"] } ?? []
        return try await browser.send(
            method, "/api/v1/" + path, fields: shown + ["Content-Type: \(type)"], body: body)
    }
}

extension Answer {
    /// The body as a JSON object; empty for anything else.
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
    }
}
