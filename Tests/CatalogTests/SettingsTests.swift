// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import TestSupport
import Testing

@Suite struct SettingsTests {
    @Test func theDefaultsHoldWhereNobodySaysAnything() async throws {
        let settings = try await settings("")
        #expect(settings.title == "Cairn")
        #expect(settings.baseURL == nil)
        #expect(settings.timeZone == "Europe/London")
        #expect(settings.store == "cairn.sqlite")
        #expect(settings.fetch.pauseSeconds == 5)
        #expect(settings.fetch.jobs == 8)
        #expect(settings.fetch.timeoutSeconds == 30)
        #expect(settings.fetch.bodyByteLimit == 10_485_760)
        #expect(settings.fetch.allowAddresses == [])
        #expect(settings.classify.threshold == 0.48)
        #expect(settings.publish.to == "curated/published")
        #expect(settings.publish.isCommercial == false)
        #expect(settings.desk.needsSecondApproval == false)
    }

    @Test func theFileIsStrongerThanTheDefaultAndAVariableThanTheFile() async throws {
        let text = """
            title: Our library
            base_url: https://learn.example.org/
            fetch:
              allow_addresses: [127.0.0.1:8080, 10.0.0.0/8, "[::1]:80"]
              pause: 0.5
              jobs: 2
            classify: {threshold: 0.7}
            publish: {commercial: true}
            """
        let settings = try await settings(
            text, ["CAIRN_FETCH_JOBS": "4", "CAIRN_TITLE": "", "CAIRN_CURATOR": "Ada"])
        #expect(settings.title == "Our library")
        #expect(settings.baseURL == .sample("https://learn.example.org/"))
        #expect(settings.fetch.allowAddresses == ["127.0.0.1:8080", "10.0.0.0/8", "[::1]:80"])
        #expect(settings.fetch.pauseSeconds == 0.5)
        #expect(settings.fetch.jobs == 4)
        #expect(settings.classify.threshold == 0.7)
        #expect(settings.curator == "Ada")
        #expect(settings.publish.isCommercial == true)
    }

    @Test func aVariableHoldsSeveralAddresses() async throws {
        let settings = try await settings("", ["CAIRN_FETCH_ALLOW_ADDRESSES": "127.0.0.1:80, ::1 10.0.0.0/8"])
        #expect(settings.fetch.allowAddresses == ["127.0.0.1:80", "::1", "10.0.0.0/8"])
    }

    @Test(arguments: [
        ("titel: x", "cairn.yaml:1: unknown key titel"),
        ("title: x\nfetch:\n  pauze: 3", "cairn.yaml:3: unknown key fetch.pauze"),
        ("fetch: {jobs: many}", "cairn.yaml:1: fetch.jobs must be a whole number from 1 to 256, not many"),
        (
            "\ntime_zone: Mars/Base",
            "cairn.yaml:2: unknown time zone Mars/Base; it is called like Europe/London"
        ),
        (
            "classify: {threshold: 2}",
            "cairn.yaml:1: classify.threshold must be a number from 0.0 to 1.0, not 2"
        ),
        ("base_url: example.org", "cairn.yaml:1: base_url is not a web address: example.org"),
        (
            "publish: {commercial: perhaps}",
            "cairn.yaml:1: publish.commercial must be true or false, not perhaps"
        ),
        ("title: [a]", "cairn.yaml:1: title has the wrong kind of value"),
        (
            "title: a\n  - b: [",
            "cairn.yaml:2: not YAML: mapping values are not allowed in this context"
        ),
        (
            "fetch: {allow_addresses: ['http://a/']}",
            "cairn.yaml:1: http://a/ is not an address in numbers, with a port or as a CIDR range"
        ),
    ])
    func aMistakeIsToldByLine(text: String, message: String) async throws {
        #expect(try await mistake(text) == message)
    }

    @Test func aMistakeInAVariableNamesTheVariable() async throws {
        #expect(
            try await mistake("", ["CAIRN_TIME_ZONE": "BST"])
                == "CAIRN_TIME_ZONE: unknown time zone BST; it is called like Europe/London")
    }

    @Test func everyKeyIsListedWithItsVariableAndDefault() {
        let keys = SettingsKey.all
        #expect(keys.map(\.name).contains("fetch.allow_addresses"))
        #expect(keys.first { $0.name == "fetch.allow_addresses" }?.variable == "CAIRN_FETCH_ALLOW_ADDRESSES")
        #expect(keys.first { $0.name == "time_zone" }?.standard == "Europe/London")
        #expect(Set(keys.map(\.variable)).count == keys.count)
    }

    @Test func theNearestLibraryAboveIsFound() async throws {
        try await withLibrary { library in
            let found = try Library.find(from: library.curriculumFolder)
            #expect(found == library)
            #expect(library.name(of: library.settingsFile) == "cairn.yaml")
        }
        _ = try await withTemporaryFolder { folder in
            #expect(throws: CatalogError.self) { try Library.find(from: folder) }
        }
    }

    private func settings(_ text: String, _ environment: [String: String] = [:]) async throws -> Settings {
        try await withLibrary(["cairn.yaml": text]) { try Settings.read($0, environment: environment) }
    }

    private func mistake(_ text: String, _ environment: [String: String] = [:]) async throws -> String? {
        do {
            _ = try await settings(text, environment)
            return nil
        } catch let error as CatalogError {
            return error.description
        }
    }
}
