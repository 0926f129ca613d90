// SPDX-License-Identifier: MIT

import HTTPTypes
import Model
import Testing

@testable import Desk

/// Whatever pages can do, programs can do.
@Suite struct CounterpartTests {
    /// The operations of the API that do what a route of the desk does; a new route gets its line here.
    static let operations: [String: [String]] = [
        "GET desk": ["showCounts"], "GET desk/account": ["showMe", "listTokens", "listSessions"],
        "GET desk/audit": ["listAudit"], "GET desk/items/{item}": ["showItem", "listComments"],
        "GET desk/items/{item}/article": ["showArticle"],
        "GET desk/items/{item}/history": ["listHistory", "listDrafts"], "GET desk/keys": ["showMe"],
        "GET desk/people": ["listPeople"], "GET desk/preview/issues/{work}/{number}.html": ["previewWork"],
        "GET desk/preview/issues/{work}/{number}/mail.html": ["previewWork"],
        "GET desk/preview/{kind}/{work}.html": ["previewWork"],
        "GET desk/queue": ["listQueue", "listFilters"], "GET desk/rules": ["listRules", "listRuleSteps"],
        "GET desk/rules/new": ["showCurriculum"], "GET desk/rules/{rule}": ["showRule"],
        "GET desk/sources": ["listFeeds", "showDigest"], "GET desk/sources/add": ["listFeeds"],
        "GET desk/sources/{feed}": ["showFeed"], "GET desk/topics": ["listTopics", "showCoverage"],
        "GET desk/topics/{topic}": ["showTopic"], "GET desk/topics/{topic}/merge": ["showTopic"],
        "GET desk/topics/{topic}/split": ["showTopic"], "GET desk/works": ["listWorks", "listChanges"],
        "GET desk/works/{kind}/{work}": ["showWork", "listSuggestions"],
        "GET desk/works/{kind}/{work}/preview": ["previewWork"],

        "POST desk/account/sessions/others/end": ["endSessions"],
        "POST desk/account/sessions/{session}/end": ["endSession"],
        "POST desk/account/tokens/{token}/end": ["endToken"],
        "POST desk/changes/{step}/undo": ["undoChange"],
        "POST desk/items/{item}/claim": ["claimItem", "releaseItem"],
        "POST desk/items/{item}/comments": ["addComment"],
        "POST desk/items/{item}/comments/{comment}/withdraw": ["withdrawComment"],
        "POST desk/items/{item}/decide": ["decide"], "POST desk/items/{item}/draft": ["saveDraft"],
        "POST desk/items/{item}/split": ["splitItem"], "POST desk/items/{item}/topics": ["rejectTopics"],
        "POST desk/keys": ["setKeys"], "POST desk/people": ["invite"],
        "POST desk/people/{person}/disable": ["setAccess"], "POST desk/people/{person}/enable": ["setAccess"],
        "POST desk/people/{person}/link": ["makeLink"], "POST desk/people/{person}/role": ["setRole"],
        "POST desk/queue/filters": ["saveFilter"],
        "POST desk/queue/filters/{filter}/remove": ["removeFilter"],
        "POST desk/queue/several": ["showItem"], "POST desk/queue/several/done": ["decide", "joinItems"],
        "POST desk/rules/save": ["makeRule"], "POST desk/rules/steps/{step}/undo": ["undoRuleStep"],
        "POST desk/rules/try": ["tryRule"], "POST desk/rules/{rule}/apply": ["applyRule"],
        "POST desk/rules/{rule}/remove": ["removeRule"], "POST desk/rules/{rule}/save": ["changeRule"],
        "POST desk/rules/{rule}/try": ["tryRule"], "POST desk/sources/add/find": ["searchFeeds"],
        "POST desk/sources/add/save": ["addFeed"], "POST desk/sources/import": ["previewImport"],
        "POST desk/sources/import/save": ["importFeeds"],
        "POST desk/sources/{feed}/{action}": ["careForFeed", "removeFeed"],
        "POST desk/topics/{topic}/merge/save": ["mergeTopic"],
        "POST desk/topics/{topic}/merge/try": ["tryMerge"], "POST desk/topics/{topic}/save": ["saveTerms"],
        "POST desk/topics/{topic}/split/save": ["splitTopic"],
        "POST desk/topics/{topic}/split/try": ["trySplit"], "POST desk/topics/{topic}/try": ["tryTerms"],
        "POST desk/undo": ["takeBack"], "POST desk/works/publish": ["publish"],
        "POST desk/works/{kind}/{work}/approve": ["approveIssue"],
        "POST desk/works/{kind}/{work}/arrange": ["arrangeWork"],
        "POST desk/works/{kind}/{work}/draft": ["draftIssue"],
        "POST desk/works/{kind}/{work}/pick": ["arrangeWork"],
        "GET desk/works/new/{kind}": ["showCurriculum"],
        "POST desk/works/new/{kind}": ["makeTheme", "makePath", "makeNewsletter"],
        "GET desk/works/{kind}/{work}/definition": ["showTheme", "showPath", "showNewsletter"],
        "POST desk/works/{kind}/{work}/definition": ["changeTheme", "changePath", "changeNewsletter"],
    ]

    /// What is for people in front of a browser alone: how they come in, and what they are let in with.
    static let forBrowsers: Set<String> = [
        "GET desk/welcome", "POST desk/welcome", "POST desk/sign-out", "POST desk/account/password",
        "POST desk/account/tokens",
    ]

    @Test func everyRouteOfTheDeskHasItsOperations() throws {
        let byName = Dictionary(uniqueKeysWithValues: APIRoutes.all.map { ($0.name, $0) })
        var seen: Set<String> = []
        for route in DeskRoutes.all {
            guard case .role(let role, _) = route.access else { continue }
            let key = "\(route.method.rawValue) \(route.path)"
            if CounterpartTests.forBrowsers.contains(key) { continue }
            let names = try #require(CounterpartTests.operations[key], "\(key) has no operation")
            seen.insert(key)
            for name in names {
                let operation = try #require(byName[name], "\(key): \(name)")
                // Nobody may do more by a program than by a page.
                #expect(operation.role <= role || operation.method == .get, "\(key): \(name)")
                if route.method == .post, operation.method != .get {
                    #expect(operation.role == role, "\(key): \(name)")
                }
            }
        }
        #expect(seen == Set(CounterpartTests.operations.keys))
    }
}
