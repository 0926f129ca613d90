// SPDX-License-Identifier: MIT

/// One key of `cairn.yaml`, for reading, for the documentation and for `cairn check`.
public struct SettingsKey: Hashable, Sendable {
    /// Its name, with a dot where it stands inside another key: `fetch.pause`.
    public let name: String
    /// What counts where nobody says anything, as it would be written; a list is empty.
    public let standard: String
    /// What it is for, in a sentence.
    public let about: String

    /// The variable that is stronger than the file: `CAIRN_FETCH_PAUSE`.
    public var variable: String {
        "CAIRN_" + name.uppercased().replacing(".", with: "_")
    }

    /// Every key, in the order of the documentation.
    public static let all: [SettingsKey] =
        [
            title, baseURL, timeZone, store, curator, fetchAllowAddresses, fetchPause, fetchJobs,
            fetchTimeout,
            fetchBodyLimit, fetchFirstPollLimit, fetchUserAgentContact, enrichWords, enrichLimit, linksDays,
            linksLimit, linksArchive,
            classifyThreshold, classifyTrainAfter,
            retentionDays, workTerm, publishTo, publishCommercial, deskSecondApproval, deskNotices,
        ] + mail
}

extension SettingsKey {
    static let title = SettingsKey(
        name: "title", standard: "Cairn", about: "what the library is called on its pages")
    static let baseURL = SettingsKey(
        name: "base_url", standard: "",
        about: "where the published pages are, such as https://learn.example.org/")
    static let timeZone = SettingsKey(
        name: "time_zone", standard: "Europe/London", about: "the time zone in which its people live")
    static let store = SettingsKey(
        name: "store", standard: "cairn.sqlite",
        about: "the database: a file, relative to the library, or postgresql://HOST/NAME")
    static let curator = SettingsKey(
        name: "curator", standard: "", about: "the name under which verdicts are signed")
    static let fetchAllowAddresses = SettingsKey(
        name: "fetch.allow_addresses", standard: "",
        about: "private addresses that may be fetched: HOST:PORT, an address or a CIDR range")
    static let fetchPause = SettingsKey(
        name: "fetch.pause", standard: "5", about: "seconds between two requests to one host")
    static let fetchJobs = SettingsKey(
        name: "fetch.jobs", standard: "8", about: "fetches at one time")
    static let fetchTimeout = SettingsKey(
        name: "fetch.timeout", standard: "30", about: "seconds after which a fetch is given up")
    static let fetchFirstPollLimit = SettingsKey(
        name: "fetch.first_poll_limit", standard: "20",
        about: "items to take of a feed's first fetch, newest first")
    static let fetchBodyLimit = SettingsKey(
        name: "fetch.body_limit", standard: "10485760", about: "bytes of one body at the most")
    static let fetchUserAgentContact = SettingsKey(
        name: "fetch.user_agent_contact", standard: "",
        about: "an address or a page by which a source can reach you, sent with every request")
    static let enrichWords = SettingsKey(
        name: "enrich.words", standard: "150",
        about:
            "the fewest words of a feed's text that are enough; of items with fewer the page is read, 0 reads none"
    )
    static let enrichLimit = SettingsKey(
        name: "enrich.limit", standard: "100",
        about: "pages to read in one run at the most, newest items first")
    static let linksDays = SettingsKey(
        name: "links.days", standard: "30",
        about: "days between two checks of a published link; 0 checks none in a run")
    static let linksLimit = SettingsKey(
        name: "links.limit", standard: "50", about: "published links to check in one run at the most")
    static let linksArchive = SettingsKey(
        name: "links.archive", standard: "",
        about:
            "the TimeGate of a web archive that is asked for copies of dead links, such as https://web.archive.org/web/"
    )
    static let classifyThreshold = SettingsKey(
        name: "classify.threshold", standard: "0.48",
        about:
            "the confidence, 0 to 1, that an item's surest topic needs to be a tag; its others need 4/5 of it"
    )
    static let classifyTrainAfter = SettingsKey(
        name: "classify.train_after", standard: "25",
        about: "after how many items on whose topics curators decided a run learns from them; 0 never")
    static let retentionDays = SettingsKey(
        name: "retention.days", standard: "0",
        about:
            "days after an item was last seen in a feed until it is deleted, unless somebody decided on it or used it; 0 keeps all"
    )
    static let workTerm = SettingsKey(
        name: "work.term", standard: "60",
        about: "seconds for which nothing may be heard of a worker until others do its work")
    static let publishTo = SettingsKey(
        name: "publish.to", standard: "curated/published", about: "the folder for published files")
    static let publishCommercial = SettingsKey(
        name: "publish.commercial", standard: "false",
        about: "whether what is published earns money: true or false")
    static let deskSecondApproval = SettingsKey(
        name: "desk.second_approval", standard: "false",
        about: "whether an approval at the desk needs a second person: true or false")
    static let deskNotices = SettingsKey(
        name: "desk.notices", standard: "",
        about: "mail addresses of curators who are told of drafts of issues and of issues that wait")
}
