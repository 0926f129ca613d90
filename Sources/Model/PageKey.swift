// SPDX-License-Identifier: MIT

extension WebAddress {
    /// What all addresses of one page have in common: its AMP and print versions count as the page itself.
    ///
    /// **Shape**: ``canonicalKey`` without further parameters that only follow readers, without what asks for AMP or
    /// for printing, without the name of a folder's index, parameters in alphabetical order. It says that two items
    /// may be one; it is no item's identity, which stays ``canonicalKey``, and never an address to open.
    public var pageKey: String {
        let halves = canonicalKey.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var place = halves[0].split(separator: "/").map(String.init)
        WebAddress.leaveCache(&place)
        WebAddress.leaveVariant(&place)
        let query = (halves.count > 1 ? halves[1].split(separator: "&") : [])
            .filter { !WebAddress.isOfNoMatter(parameter: $0) }.sorted().joined(separator: "&")
        return place.joined(separator: "/") + (query.isEmpty ? "" : "?" + query)
    }
}

private extension WebAddress {
    /// Names of parameters that tell where a reader came from, beside those that ``canonicalKey`` leaves out.
    static let followers: Set<String> = [
        "_ga", "_gl", "_hsenc", "_hsmi", "at_campaign", "at_medium", "cmpid", "dclid", "dm_i", "ef_id",
        "epik",
        "gbraid", "gclsrc", "guccounter", "hsctatracking", "igsh", "li_fat_id", "mkt_tok", "ncid",
        "ns_campaign",
        "ns_mchannel", "ns_source", "oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid", "share_id", "smid",
        "soc_src",
        "soc_trk", "sr_share", "srsltid", "ttclid", "twclid", "vero_id", "wbraid", "wickedid", "wt_mc",
        "yclid",
    ]
    /// Families of such names, by how they begin.
    static let followerFamilies = ["hsa_", "matomo_", "mtm_", "piwik_", "pk_", "stm_"]
    /// Parameters that ask for another version whatever their value is.
    static let variants: Set<String> = ["amp", "print", "printable", "printer_friendly", "printerfriendly"]
    /// Parameters that ask for another version by their value.
    static let choices: Set<String> = [
        "format", "layout", "mode", "output", "outputtype", "tmpl", "type", "view",
    ]
    static let indexes: Set<String> = [
        "index.html", "index.htm", "index.php", "index.asp", "index.aspx", "default.asp", "default.aspx",
    ]

    static func isOfNoMatter(parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        let value = parameter.dropFirst(name.count + 1).lowercased()
        return followers.contains(name) || followerFamilies.contains { name.hasPrefix($0) }
            || variants.contains(name) && !["0", "false", "no"].contains(value)
            || choices.contains(name) && ["amp", "print", "printable"].contains(value)
    }

    /// From a cache's copy to the page: `google.com/amp/s/example.org/a`, `example-org.cdn.ampproject.org/c/s/…`.
    ///
    /// **Source**: the AMP project, "AMP Cache URL Format".
    static func leaveCache(_ place: inout [String]) {
        guard let host = place.first, place.count > 2 else { return }
        let isSearch = host.hasPrefix("google.") && place[1] == "amp"
        let isCache = host.hasSuffix(".cdn.ampproject.org") && ["c", "v"].contains(place[1])
        guard isSearch || isCache else { return }
        let rest = place[2] == "s" ? place.dropFirst(3) : place.dropFirst(2)
        guard let page = rest.first, page.contains(".") else { return }
        place = Array(rest)
        if page.hasPrefix("www.") { place[0].removeFirst(4) }
    }

    /// From a version for telephones' caches or for paper to the page itself.
    static func leaveVariant(_ place: inout [String]) {
        if let host = place.first, host.hasPrefix("amp."), host.dropFirst(4).contains(".") {
            place[0].removeFirst(4)
        }
        // A page that is called "amp" or "print" and nothing else stays what it is.
        if place.count > 2, ["amp", "print"].contains(place[1]) { place.remove(at: 1) }
        if place.count > 1, let last = place.last, indexes.contains(last.lowercased()) { place.removeLast() }
        guard place.count > 1, let last = place.last else { return }
        if place.count > 2, ["amp", "amp.html", "print", "print.html"].contains(last) {
            place.removeLast()
        } else if last.hasSuffix(".amp") {
            place[place.count - 1].removeLast(4)
        } else if last.hasSuffix(".amp.html") {
            place[place.count - 1] = last.dropLast(9) + ".html"
        }
    }
}
