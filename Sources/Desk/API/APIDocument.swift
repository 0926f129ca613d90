// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Model

/// The API's document, made of the routes themselves, so that it cannot say anything else than they do.
///
/// **Source**: OpenAPI 3.1.
struct APIDocument: Sendable {
    /// As JSON.
    let data: Data

    /// - Parameter root: the path before every address of ours.
    init(root: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        data = (try? encoder.encode(APIDocument.document(root))) ?? Data()
    }

    private static func document(_ root: String) -> APIValue {
        var paths: [String: [String: APIValue]] = [:]
        for route in APIRoutes.all {
            paths["/" + APIPages.root + route.path, default: [:]][route.method.rawValue.lowercased()] =
                operation(route)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Cairn's desk", "version": "1",
                "description":
                    "Everything that curators do at the desk, for programs. Moments are UTC. What is wrong is said as application/problem+json (RFC 9457).",
            ],
            "servers": [["url": .text(root == "/" ? "/" : String(root.dropLast()))]],
            "security": [["token": []]],
            "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "schemas": .object(APIShapes.named.mapValues(\.schema)),
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description":
                            "A token that a person makes under /desk/account. It does what its scopes and its person's role allow.",
                    ]
                ],
            ],
        ]
    }

    private static func operation(_ route: APIRoute) -> APIValue {
        let inPath = route.parameters.map { name -> APIValue in
            [
                "name": .text(name), "in": "path", "required": true,
                "schema": (APIShapes.parameters[name] ?? .slug).schema,
            ]
        }
        let inQuery = route.query.map { field -> APIValue in
            var parameter: [String: APIValue] = [
                "name": .text(field.name), "in": "query", "schema": field.shape.schema,
            ]
            if let says = field.says { parameter["description"] = .text(says) }
            return .object(parameter)
        }
        var operation: [String: APIValue] = [
            "operationId": .text(route.name), "summary": .text(route.says),
            "description": .text("Role: \(route.role.rawValue) or more. Scope: \(route.scope.rawValue)."),
            "parameters": .list(inPath + inQuery), "responses": .object(answers(route)),
        ]
        if let body = route.body {
            operation["requestBody"] = [
                "required": true, "content": ["application/json": ["schema": body.schema]],
            ]
        }
        return .object(operation)
    }

    private static func answers(_ route: APIRoute) -> [String: APIValue] {
        var answers: [String: APIValue] = [:]
        if let gives = route.gives {
            answers["\(route.status.code)"] = [
                "description": "It is done, or here it is.",
                "content": ["application/json": ["schema": gives.schema]],
            ]
        } else {
            answers["\(route.status.code)"] = ["description": "It is done."]
        }
        for (status, says) in problems(route) {
            answers["\(status)"] = [
                "description": .text(says),
                "content": ["application/problem+json": ["schema": APIShape.named("Problem").schema]],
            ]
        }
        return answers
    }

    private static func problems(_ route: APIRoute) -> [(Int, String)] {
        var found = [
            (400, "What was sent is not as this document says."), (401, "There is no token that lasts."),
            (403, "The token or its person may not."), (404, "There is nothing there."),
            (500, "Something went wrong at our end."), (503, "Try again in a while."),
        ]
        if route.method != .get || route.canConflict {
            found.append((409, "It cannot be done as things stand, and nothing was changed."))
        }
        if route.method != .get {
            found.append((507, "No room is left on the disk; nothing was changed."))
        }
        if route.body != nil {
            found.append((413, "What was sent is too large."))
            found.append((415, "What was sent is not JSON."))
        }
        return found
    }
}
