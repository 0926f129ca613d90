// SPDX-License-Identifier: MIT

import Classification
import Model
import TestSupport
import Testing

@Suite struct TermMatcherTests {
    /// The words that one topic's terms find in a text.
    private func found(_ text: String, terms: [String], weak: [String] = []) -> [String] {
        let matcher = TermMatcher(curriculum: .sample([.sample(terms: terms, weakTerms: weak)]))
        return matcher.matches(in: text).map(\.words)
    }

    @Test(arguments: ["digital strategy", "Digital Strategy", "DIGITAL STRATEGY", "“digital strategy”"])
    func caseDoesNotMatter(text: String) {
        #expect(found(text, terms: ["digital strategy"]).count == 1)
    }

    @Test(arguments: ["fragile", "agilely", "agile2", "sagile"])
    func wordsMatchWhole(text: String) {
        #expect(found(text, terms: ["agile"]).isEmpty)
    }

    @Test(arguments: [
        "co-design", "co design", "codesign", "Co\u{2011}design", "co\ndesign", "co\u{AD}design",
    ])
    func hyphenSpaceAndNothingAreOne(text: String) {
        for term in ["co-design", "co design", "codesign"] {
            #expect(found("We \(text) it.", terms: [term]) == [text])
        }
    }

    @Test(arguments: ["open, source", "open. Source", "open\n\nsource", "open - source", "open/source"])
    func noTermGoesAcrossAStop(text: String) {
        #expect(found(text, terms: ["open source"]).isEmpty)
    }

    @Test(arguments: [
        ("prototype", "prototypes"), ("user need", "user needs"), ("user need", "users need"),
        ("AI policy", "AI policies"), ("approach", "approaches"), ("data breach", "data breaches"),
        ("partner organisation", "partner organisations"),
    ])
    func regularPluralsMatch(term: String, text: String) {
        #expect(found(text, terms: [term]) == [text])
    }

    @Test(arguments: [
        ("co-design", "co-designing"), ("co-create", "co-created"), ("innovate", "innovating"),
        ("mentor", "mentored"), ("plan", "planned"), ("share data", "sharing data"),
        ("model", "modelling"), ("model", "modeled"), ("signpost people", "signposting people"),
    ])
    func regularVerbEndingsMatch(term: String, text: String) {
        #expect(found(text, terms: [term]) == [text])
    }

    @Test(arguments: [("commissioning", "commission"), ("trustees", "trustee"), ("evaluation", "evaluate")])
    func formsAreMadeFromTheTermOnly(term: String, text: String) {
        #expect(found(text, terms: [term]).isEmpty)
    }

    @Test(arguments: [
        ("prioritisation", "prioritization"), ("organisational", "organizational"), ("digitise", "digitize"),
        ("labour", "labor"), ("behaviour change", "behavior change"), ("call centre", "call center"),
        ("person-centred", "person centered"), ("data catalogue", "data catalog"), ("modelled", "modeled"),
        ("analyse", "analyze"), ("travelling", "traveling"), ("fibre", "fiber"),
    ])
    func britishAndAmericanAreOneBothWays(one: String, other: String) {
        #expect(found(other, terms: [one]) == [other])
        #expect(found(one, terms: [other]) == [one])
    }

    @Test(arguments: [
        ("organisation", "organizations"), ("digitise", "digitized"), ("centre", "centers"),
        ("analyse", "analyzing"), ("catalogue", "catalogs"), ("programme board", "programme boards"),
    ])
    func inflectedFormsAreRespelledToo(term: String, text: String) {
        #expect(found(text, terms: [term]) == [text])
    }

    @Test(arguments: [("four", "for"), ("your", "yor"), ("hour", "hor"), ("tour", "tor")])
    func spellingRulesLeaveShortWordsAlone(term: String, text: String) {
        #expect(found(text, terms: [term]).isEmpty)
    }

    @Test(arguments: [
        ("AI", "AI", true), ("AI", "AIs", true), ("AI", "ai", false), ("AI", "Ai", false),
        ("CRM", "our CRM’s", true), ("CRM", "crm", false), ("AI tool", "AI Tools", true),
        ("AI tool", "ai tools", false), ("AI-generated", "AI generated", true), ("GPT-4", "GPT4", true),
        ("OKRs", "OKR", true), ("IT strategy", "it strategy", false), ("AI", "AIS", false),
    ])
    func wordsInCapitalsMatchInCapitalsOnly(term: String, text: String, matches: Bool) {
        #expect(found(text, terms: [term]).isEmpty != matches)
    }

    @Test(arguments: ["the user's need", "the user’s needs", "users' needs", "users\u{2019} needs"])
    func apostrophesAreOneAndPossessivesMatch(text: String) {
        #expect(found(text, terms: ["user need"]).count == 1)
    }

    @Test(arguments: [
        ("cafe", "café"), ("cafe", "cafe\u{301}"), ("naïve", "naive"), ("Øresund", "oresund"),
        ("œuvre", "oeuvre"),
    ])
    func accentsAreFolded(term: String, text: String) {
        #expect(found(text, terms: [term]).count == 1)
    }

    @Test func ampersandReadsAsAnd() {
        #expect(found("Monitoring & evaluation", terms: ["monitoring and evaluation"]).count == 1)
    }

    @Test func weakTermsAreFoundAndMarked() {
        let matcher = TermMatcher(curriculum: .sample([.sample(terms: ["agile"], weakTerms: ["sprint"])]))
        #expect(matcher.matches(in: "an agile sprint").map(\.isWeak) == [false, true])
    }

    @Test func longestTermOfATopicWins() {
        let terms = ["agile", "agile team", "team of teams"]
        #expect(found("an agile team of teams", terms: terms) == ["team of teams"])
        #expect(found("the agile team is agile", terms: terms) == ["agile team", "agile"])
    }

    @Test func widerTopicIsNotFoundInsideItsDeeperOne() {
        let matcher = TermMatcher(
            curriculum: .sample([
                .sample("ai", terms: ["AI"]),
                .sample("ai-governance", broader: "ai", terms: ["AI governance"]),
                .sample("governance", terms: ["governance"]),
            ]))
        #expect(matcher.matches(in: "AI governance").map(\.topic) == ["ai-governance", "governance"])
        #expect(
            matcher.matches(in: "AI and AI governance").map(\.topic) == ["ai", "ai-governance", "governance"])
    }

    @Test func bytesSayWhereTheWordsStand() throws {
        let text = "Ünser café: Digital  strategies’ end"
        let matcher = TermMatcher(curriculum: .sample([.sample(terms: ["digital strategy"])]))
        let match = try #require(matcher.matches(in: text).first)
        #expect(String(decoding: Array(text.utf8)[match.bytes], as: UTF8.self) == match.words)
        #expect(match.words == "Digital  strategies")
        #expect(match.term == "digital strategy")
    }

    @Test func retiredTopicsAreNotLookedFor() {
        let old = Topic(
            id: "old", name: "Old", definition: "",
            place: Topic.Place(strand: "leadership", level: .core, replacedBy: "new"),
            vocabulary: Topic.Vocabulary(terms: ["digital strategy"]))
        #expect(TermMatcher(curriculum: .sample([old])).matches(in: "digital strategy").isEmpty)
    }

    @Test(arguments: ["", " ", "-", "'", "…", "\u{301}", "&"])
    func termsWithoutALetterFindNothingOfAStranger(term: String) {
        #expect(found("plain words - 'quoted' …", terms: [term]).isEmpty)
    }
}
