// SPDX-License-Identifier: MIT

import ArgumentParser
import Catalog
import Classification
import Feeds
import Foundation
import Model
import Pipeline
import Publishing
import Storage
import Transport

/// Builds everything that a command works with; the one place where rooms are put together.
struct Workshop: Sendable {
    /// The library at hand.
    let library: Library
    /// What its people decided about how Cairn works.
    let settings: Settings
    /// The moment that counts as now, UTC: `CAIRN_NOW`, else the clock.
    let now: Date

    /// Finds the library: `--library`, else `CAIRN_LIBRARY`, else the nearest parent with a `cairn.yaml`.
    init(_ options: GlobalOptions) throws {
        let environment = ProcessInfo.processInfo.environment
        try self.init(library: Workshop.library(options, environment: environment), environment: environment)
    }

    /// Works on a given library.
    init(library: Library, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        self.library = library
        now = try Workshop.clock(environment)
        settings = try Settings.read(library, environment: environment)
    }

    /// The moment that counts as now, for what runs on: `CAIRN_NOW`, else the clock.
    var clock: @Sendable () -> Date {
        let isFixed = ProcessInfo.processInfo.environment["CAIRN_NOW"].map { !$0.isEmpty } ?? false
        return { [now] in isFixed ? now : Date() }
    }

    private static func library(_ options: GlobalOptions, environment: [String: String]) throws -> Library {
        guard let folder = options.library ?? environment["CAIRN_LIBRARY"].flatMap({ $0.isEmpty ? nil : $0 })
        else {
            return try Library.find(from: URL(filePath: FileManager.default.currentDirectoryPath))
        }
        let library = Library(folder: URL(filePath: folder))
        guard FileManager.default.fileExists(atPath: library.settingsFile.path) else {
            throw Complaint(
                "there is no library at \(folder) (no cairn.yaml); cairn init \(folder) makes one")
        }
        return library
    }

    private static func clock(_ environment: [String: String]) throws -> Date {
        guard let text = environment["CAIRN_NOW"], !text.isEmpty else { return Date() }
        guard let now = try? Date(text, strategy: .iso8601) else {
            throw ValidationError("CAIRN_NOW is not a time like 2026-11-02T07:00:00Z: \(text)")
        }
        return now
    }
}

extension Mistake {
    /// Whether it is in a rule, without which everything else goes on.
    var isInRule: Bool { file.hasPrefix("curated/rules/") }

    /// Whether it is in what is offered of sets, which nothing that is published depends on.
    var isInSet: Bool { file.hasPrefix("curated/sets/") }
}

/// A sentence for the person at the command line.
struct Complaint: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}

extension Workshop {
    /// Opens the store.
    func store() async throws -> Store { try await Store.open(at: try storePlace()) }

    /// Brings the store's feeds up to date with the library's files, and says what is wrong in these.
    ///
    /// A feed leaves only when every line of every file could be read.
    func subscribe(_ store: Store, _ holdings: Holdings) async throws -> [Mistake] {
        let mistakes = holdings.mistakes.filter { $0.file.hasPrefix("feeds/") }
        try await store.feeds.subscribe(to: holdings.feeds, keepingOthers: !mistakes.isEmpty)
        return mistakes
    }

    /// The curriculum, without which nothing can be sorted.
    func curriculum(_ holdings: Holdings) throws -> Curriculum {
        if let curriculum = holdings.curriculum { return curriculum }
        guard FileManager.default.fileExists(atPath: library.resolve("curated/curriculum/curriculum.md").path)
        else {
            throw Complaint(
                "there is no curriculum in \(library.folder.path); cairn init NEW --sample brings one to copy"
            )
        }
        throw CatalogError.mistakes(holdings.mistakes.filter { $0.file.hasPrefix("curated/curriculum") })
    }

    /// Refuses to go on while files that publishing depends on have mistakes.
    func insistOnCuratedFiles(_ holdings: Holdings) throws {
        let mistakes = holdings.mistakes.filter {
            $0.file.hasPrefix("curated/") && !$0.isInRule && !$0.isInSet
        }
        if !mistakes.isEmpty { throw CatalogError.mistakes(mistakes) }
    }

    /// The mistakes in the files of rules; such a rule is not applied.
    func mistakesInRules(_ holdings: Holdings) -> [Mistake] { holdings.mistakes.filter(\.isInRule) }

    /// What gets documents.
    ///
    /// - Parameters:
    ///   - extra: one more address in a private network that may be fetched.
    ///   - pause: between two requests to one host, instead of `fetch.pause`.
    ///   - hostWidth: the most requests at once to one host.
    ///   - worker: what keeps the other workers of a store from the same host.
    func client(
        allowing extra: String? = nil, pause: Duration? = nil, hostWidth: Int = 2, worker: Worker? = nil
    ) throws -> CurlHTTPClient {
        let fetch = settings.fetch
        let allowed = fetch.allowAddresses + [extra].compactMap { $0 }
        guard let guarding = AddressGuard(allowing: allowed) else {
            let odd = AddressGuard.unreadable(in: allowed) ?? ""
            throw Complaint("fetch.allow_addresses: cannot be read: \(odd)")
        }
        let contact = fetch.userAgentContact.isEmpty ? "" : "; \(fetch.userAgentContact)"
        return CurlHTTPClient(
            limits: HTTPLimits(bodyBytes: fetch.bodyByteLimit, time: .seconds(fetch.timeoutSeconds)),
            guarding: guarding,
            userAgent: "Cairn/\(Cairn.configuration.version) (+https://example.org/cairn\(contact))",
            gate: HostGate(
                width: hostWidth, pause: pause ?? .seconds(fetch.pauseSeconds), sharing: worker))
    }

    /// The folder under which hubs call back; nil where they could not reach it.
    func callbacks() throws -> WebAddress? {
        guard let base = settings.baseURL, !base.text.contains(where: { $0 == "?" || $0 == "#" }),
            AddressGuard(allowing: settings.fetch.allowAddresses)?.mayBeReached(base) == true
        else { return nil }
        return WebAddress(base.text + (base.text.hasSuffix("/") ? "" : "/") + PushRoutes.folder)
    }

    /// What finds feeds, as considerate as the settings say: it asks one host one thing at a time.
    func finder() throws -> FeedFinder { FeedFinder(client: try client(hostWidth: 1)) }

    /// What collects feeds into a store, as considerate as the settings say.
    func collecting(
        into store: Store, client: any HTTPClient, jobs: Int? = nil, firstLimit: Int? = nil,
        worker: Worker? = nil
    ) -> CollectRun {
        CollectRun(
            store: store, fetcher: FeedFetcher(client: client),
            manners: .init(
                width: jobs ?? settings.fetch.jobs,
                firstLimit: firstLimit ?? settings.fetch.firstPollLimit), worker: worker)
    }

    /// What reads the pages of a store's items, as considerate as the settings say.
    func enriching(
        _ store: Store, client: any HTTPClient, jobs: Int? = nil, worker: Worker? = nil
    ) -> EnrichRun {
        EnrichRun(
            store: store, client: client,
            manners: .init(width: jobs ?? settings.fetch.jobs, words: settings.enrich.words), worker: worker)
    }

    /// What checks the links that readers are given, as considerate as the settings say.
    func checkingLinks(_ store: Store, client: any HTTPClient) -> LinkRun {
        LinkRun(
            store: store, client: client,
            manners: .init(
                width: settings.fetch.jobs, days: settings.links.days, archive: settings.links.archive))
    }

    /// What suggests topics for a store's items, with the curators' rules.
    func classifying(
        _ store: Store, _ classifier: Classifier, _ holdings: Holdings, worker: Worker? = nil
    ) -> ClassifyRun {
        ClassifyRun(
            store: store, classifier: classifier, rules: RuleBook(holdings.rules), worker: worker)
    }

    /// What brings the desk's queue up to date.
    func queueing(_ store: Store, _ curriculum: Curriculum, _ themes: [Theme]) -> QueueRun {
        QueueRun(
            store: store, curriculum: curriculum, themes: themes, threshold: settings.classify.threshold)
    }

    /// Opens the store only to look; nil where there is none yet.
    func lookingStore() async throws -> Store? { try await Store.lookInto(try storePlace()) }

    /// The bytes that are free where the library lies; nil when the system does not say.
    var freeBytes: Int64? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: library.folder.path)
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }

    /// What suggests topics by the terms alone.
    func classifier(_ curriculum: Curriculum) -> Classifier {
        Classifier(curriculum: curriculum, threshold: settings.classify.threshold)
    }

    /// What suggests topics by the model that is in use in a store, and which version that is.
    func classifier(
        _ curriculum: Curriculum, in store: Store
    ) async throws(ModelShelf.Failure) -> (classifier: Classifier, version: Int, model: LearnedModel?) {
        let (version, model) = try await ModelShelf(store: store).inUse()
        let classifier = Classifier(
            curriculum: curriculum, threshold: settings.classify.threshold, learned: model)
        return (classifier, version, model)
    }

    /// What learns from a store's verdicts.
    func training(_ store: Store, _ curriculum: Curriculum) -> TrainRun {
        TrainRun(store: store, curriculum: curriculum, threshold: settings.classify.threshold)
    }

    /// What publishes a store's reviewed items.
    ///
    /// - Parameter base: where the pages will stand, where `base_url` does not say.
    func publishing(
        _ store: Store, _ curriculum: Curriculum, base: WebAddress? = nil
    ) throws -> PublishRun {
        PublishRun(
            store: store, curriculum: curriculum,
            composer: try SiteComposer(
                site: site(base: base), curriculum: curriculum, template: template("page.mustache"),
                styleSheet: template("style.css"), maker: Workshop.maker))
    }

    /// Tells this program from every other one, also from one of the same version that somebody has just built.
    private static let maker: String = {
        let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        let size = (facts?[.size] as? NSNumber)?.int64Value ?? 0
        let date = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(Cairn.configuration.version) \(size) \(date)"
    }()

    /// A library's own template in place of a built-in one; nil where it has none.
    func template(_ name: String) throws -> String? {
        let file = library.templatesFolder.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw Complaint("curated/templates/\(name): cannot be read")
        }
    }

    /// What is wrong with a library's own templates.
    func mistakesInTemplates() -> [Mistake] {
        let known = ["page.mustache", "style.css"]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: library.templatesFolder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().compactMap { name in
            let file = "curated/templates/\(name)"
            guard known.contains(name) else {
                return Mistake(
                    file: file, message: "no template is called that; known: \(known.joined(separator: ", "))"
                )
            }
            do {
                let text = try template(name)
                if name == "page.mustache" { _ = try PageLayout(site: site(), template: text) }
                return nil
            } catch {
                return Mistake(file: file, message: "\(error)")
            }
        }
    }

    /// What writes issues as mails.
    func mailing(_ curriculum: Curriculum) -> IssueMailComposer {
        IssueMailComposer(site: site(), curriculum: curriculum)
    }

    /// What is published, as a whole.
    private func site(base: WebAddress? = nil) -> Site {
        Site(
            title: settings.title, base: settings.baseURL ?? base,
            isCommercial: settings.publish.isCommercial, room: room)
    }

    /// The name under which verdicts are signed.
    func signature(as name: String?) -> Verdict.Signature {
        let user = ProcessInfo.processInfo.environment["USER"] ?? ""
        let names = [name ?? "", settings.curator, user, "curator"]
        return Verdict.Signature(name: names.first { !$0.isEmpty } ?? "curator", time: now)
    }
}
