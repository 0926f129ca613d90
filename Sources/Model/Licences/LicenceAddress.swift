// SPDX-License-Identifier: MIT

extension Licence {
    /// The licence that can be read at an address, if it is one that Cairn knows.
    ///
    /// **Shape**: deeds and legal codes of Creative Commons in any language or port (all count as the version that
    /// they belong to), the Open Government Licence of the UK, the pages on works of the US Government, the GNU FDL,
    /// the MIT and the Apache licence, and SPDX's pages. Host and path decide; an address that only carries such an
    /// address in its query is nil, and so is a page about licences.
    public init?(at address: WebAddress) {
        var host = address.host
        if host.hasPrefix("www.") { host.removeFirst(4) }
        let path = address.path.lowercased().split(separator: "/").map(String.init)
        let found: Licence? =
            switch host {
            case "creativecommons.org": Licence.creativeCommons(path)
            case "nationalarchives.gov.uk": Licence.openGovernment(path)
            case "usa.gov": Licence.unitedStates(path)
            case "gnu.org": Licence.freeDocumentation(path)
            case "opensource.org", "choosealicense.com", "spdx.org": Licence.listed(path)
            case "mit-license.org": Licence(id: "MIT")
            case "apache.org":
                path.first == "licenses" && path.last?.hasPrefix("license-2.0") == true
                    ? Licence(id: "Apache-2.0") : nil
            default: nil
            }
        guard let found else { return nil }
        self = found
    }
}

private extension Licence {
    /// `licenses/by-sa/4.0/…`, `publicdomain/zero/1.0/…`.
    static func creativeCommons(_ path: [String]) -> Licence? {
        guard path.count >= 3 else { return nil }
        switch (path[0], path[1]) {
        case ("licenses", let kind):
            // The first version named one of them in another order.
            let name = kind == "by-nd-nc" ? "by-nc-nd" : kind
            return Licence(id: "CC-\(name.uppercased())-\(path[2])")
        case ("publicdomain", "zero"): return Licence(id: "CC0-\(path[2])")
        case ("publicdomain", "mark"): return Licence(id: "PDM-\(path[2])")
        default: return nil
        }
    }

    /// `doc/open-government-licence/version/3/`; without a version the newest is shown there.
    static func openGovernment(_ path: [String]) -> Licence? {
        guard path.starts(with: ["doc", "open-government-licence"]) else { return nil }
        guard path.count > 2 else { return Licence(id: "OGL-UK-3.0") }
        guard path[2] == "version", path.count > 3, let number = path[3].first else { return nil }
        return Licence(id: "OGL-UK-\(number).0")
    }

    static func unitedStates(_ path: [String]) -> Licence? {
        let isNotice =
            path == ["government-copyright"] || path == ["government-works"]
            || path.starts(with: ["publicdomain", "label"])
        return isNotice ? Licence(id: "US-PD") : nil
    }

    /// `licenses/fdl-1.3.html`; without a version the newest is shown there.
    static func freeDocumentation(_ path: [String]) -> Licence? {
        guard path.count >= 2, path[0] == "licenses" || path[0] == "copyleft", let page = path.last,
            page.hasPrefix("fdl")
        else { return nil }
        let name = page.prefix { $0 != "-" && $0 != "." }
        guard name == "fdl" else { return nil }
        let version = page.dropFirst(4).prefix(3)
        let isVersioned = version.first?.isNumber == true
        return isVersioned ? Licence(id: "GFDL-\(version)") : Licence(id: "GFDL-1.3")
    }

    /// `license/mit`, `licenses/MIT`, `licenses/CC-BY-4.0.html`.
    static func listed(_ path: [String]) -> Licence? {
        guard path.count == 2, path[0] == "licenses" || path[0] == "license" else { return nil }
        var name = path[1]
        for ending in [".html", ".json", ".php", ".txt"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
        }
        return named(name)
    }
}

extension Licence {
    private static let byLowerCaseID = Dictionary(
        uniqueKeysWithValues: Licence.known.map { ($0.id.lowercased(), $0) })

    /// The licence with an id in any case, in the older forms of some ids too; not one of ours (`LicenseRef-`).
    static func named(_ id: String) -> Licence? {
        guard id.utf8.count <= 40 else { return nil }
        var name = id.lowercased()
        for ending in ["-only", "-or-later", "-no-invariants-only", "-no-invariants-or-later"]
        where name.hasPrefix("gfdl-") && name.hasSuffix(ending) {
            name = String(name.prefix(8))
        }
        return byLowerCaseID[name]
    }
}
