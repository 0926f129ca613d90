// SPDX-License-Identifier: MIT

public import Model

/// What a library's people decided about how Cairn works: `cairn.yaml`, with variables of the environment over it.
///
/// Read once, by the command line; every room receives the values that it needs, never the settings.
public struct Settings: Hashable, Sendable {
    /// What the library is called on its pages.
    public let title: String
    /// Where its pages are published; nil where nobody said.
    public let baseURL: WebAddress?
    /// The IANA name of the time zone in which its people live.
    public let timeZone: String
    /// Where the store is: a path, relative to the library, or the address of a PostgreSQL database.
    public let store: String
    /// The name under which verdicts are signed; empty where nobody said.
    public let curator: String
    /// How other people's servers are asked.
    public let fetch: Fetch
    /// Which items' pages are read.
    public let enrich: Enrich
    /// How published links are checked.
    public let links: Links
    /// How sure a machine must be.
    public let classify: Classify
    /// Days after an item was last seen in a feed until it is deleted, where nobody decided on it or used it; 0 keeps all.
    public let retentionDays: Int
    /// Seconds for which nothing may be heard of a worker until others do its work.
    public let workTerm: Double
    /// Where published files go, and what they are for.
    public let publish: Publish
    /// How people decide at the desk.
    public let desk: Desk
    /// How mails go out.
    public let mail: Mail

    /// How other people's servers are asked.
    public struct Fetch: Hashable, Sendable {
        /// Addresses in private networks that may be fetched all the same: `HOST:PORT`, an address or a CIDR range.
        public let allowAddresses: [String]
        /// Seconds between two requests to one host.
        public let pauseSeconds: Double
        /// Fetches at one time.
        public let jobs: Int
        /// Seconds after which a fetch is given up.
        public let timeoutSeconds: Double
        /// Bytes of one body at the most.
        public let bodyByteLimit: Int
        /// Items to take of a feed's first fetch, newest first.
        public let firstPollLimit: Int
        /// How the people behind the fetches can be reached, for the user agent; empty where nobody said.
        public let userAgentContact: String
    }

    /// Which items' pages are read.
    public struct Enrich: Hashable, Sendable {
        /// The fewest words of a feed's text that are enough; 0 reads no page.
        public let words: Int
        /// Pages to read in one run at the most.
        public let limit: Int
    }

    /// How published links are checked.
    public struct Links: Hashable, Sendable {
        /// Days between two checks of a link that works; 0 checks none on a schedule.
        public let days: Int
        /// Links to check in one run at the most.
        public let limit: Int
        /// The TimeGate of a web archive that is asked for copies of what is gone; nil where nobody said.
        public let archive: WebAddress?
    }

    /// How sure a machine must be.
    public struct Classify: Hashable, Sendable {
        /// The confidence, 0...1, that an item's surest topic needs to be a tag; its others need 4/5 of it.
        public let threshold: Double
        /// After how many decisions on topics a run learns from them; 0 is never.
        public let trainAfter: Int
    }

    /// How people decide at the desk.
    public struct Desk: Hashable, Sendable {
        /// Whether an approval needs a second person.
        public let needsSecondApproval: Bool
        /// Who is told by mail of drafts of issues and of issues that wait.
        public let notices: [MailAddress]
    }

    /// Where published files go, and what they are for.
    public struct Publish: Hashable, Sendable {
        /// The folder, relative to the library.
        public let to: String
        /// Whether what is published earns money; some licences then allow less.
        public let isCommercial: Bool
    }

    /// Reads `cairn.yaml`, which may be missing, and the environment.
    ///
    /// **Shape**: for each key its variable, then the file, then the default; an empty variable counts as none.
    /// **Errors**: ``CatalogError/mistakes(_:)`` with all of them: unknown keys, values that do not fit.
    public static func read(
        _ library: Library, environment: [String: String]
    ) throws(CatalogError) -> Settings {
        let values: SettingsValues
        do {
            values = try SettingsValues(library, environment: environment)
        } catch {
            throw .mistakes([error])
        }
        let settings = Settings(values)
        let mistakes = values.notes.mistakes
        guard mistakes.isEmpty else { throw .mistakes(mistakes.sorted()) }
        return settings
    }
}

private extension Settings {
    init(_ values: SettingsValues) {
        title = values.text(.title)
        baseURL = values.address(.baseURL)
        timeZone = values.timeZone(.timeZone)
        store = values.text(.store)
        curator = values.text(.curator)
        fetch = Fetch(
            allowAddresses: values.networkAddresses(.fetchAllowAddresses),
            pauseSeconds: values.number(.fetchPause, in: 0...3600),
            jobs: values.whole(.fetchJobs, in: 1...256),
            timeoutSeconds: values.number(.fetchTimeout, in: 0.1...3600),
            bodyByteLimit: values.whole(.fetchBodyLimit, in: 1024...1_073_741_824),
            firstPollLimit: values.whole(.fetchFirstPollLimit, in: 1...1_000_000),
            userAgentContact: values.text(.fetchUserAgentContact))
        enrich = Enrich(
            words: values.whole(.enrichWords, in: 0...100_000),
            limit: values.whole(.enrichLimit, in: 1...1_000_000))
        links = Links(
            days: values.whole(.linksDays, in: 0...3_650),
            limit: values.whole(.linksLimit, in: 1...1_000_000),
            archive: values.address(.linksArchive))
        classify = Classify(
            threshold: values.number(.classifyThreshold, in: 0...1),
            trainAfter: values.whole(.classifyTrainAfter, in: 0...1_000_000))
        retentionDays = values.whole(.retentionDays, in: 0...36_500)
        workTerm = values.number(.workTerm, in: 1...3600)
        publish = Publish(
            to: values.text(.publishTo), isCommercial: values.truth(.publishCommercial))
        desk = Desk(
            needsSecondApproval: values.truth(.deskSecondApproval),
            notices: values.mailAddresses(.deskNotices))
        mail = Mail(values)
    }
}
