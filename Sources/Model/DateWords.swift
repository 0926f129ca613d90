// SPDX-License-Identifier: MIT

/// The words that dates are made of.
enum DateWords {
    /// Lower case, without accents.
    static func plain(_ word: Substring) -> String {
        String(word.lowercased().map { accents[$0] ?? $0 })
    }

    /// The number of a month by its name or the beginning of it, three letters at least.
    static func month(_ word: String) -> Int? {
        guard word.count >= 3 else { return nil }
        if let exact = months.firstIndex(where: { $0.contains(word) }) { return exact + 1 }
        return months.firstIndex { names in names.contains { $0.hasPrefix(word) } }.map { $0 + 1 }
    }

    /// English, German, French, Spanish, Italian, Portuguese, Dutch, Welsh, Hungarian, Greek, Russian, Scandinavian.
    private static let months: [[String]] = [
        "january januar janvier enero gennaio janeiro januari ionawr ιανουαριος ιαν январь января",
        "february februar fevrier fevr febrero febbraio fevereiro februari chwefror februari φεβρουαριος февраль",
        "march marz mrz maerz mars marzo marco maart mawrth marcius μαρτιος март марта",
        "april avril abril aprile ebrill aprilis απριλιος апрель",
        "may mai mayo maggio maio mei majus maj μαιος май мая",
        "june juni juin junio giugno junho mehefin junius ιουνιος июнь",
        "july juli juillet juil julio luglio julho gorffennaf julius ιουλιος июль",
        "august aout agosto augustus awst augusztus αυγουστος август",
        "september septembre septiembre setiembre settembre setembro medi szeptember σεπτεμβριος сентябрь sept",
        "october oktober octobre octubre ottobre outubro hydref οκτωβριος октябрь",
        "november novembre noviembre novembro tachwedd νοεμβριος ноябрь",
        "december dezember decembre diciembre dicembre dezembro desember rhagfyr δεκεμβριος декабрь",
    ].map { $0.split(separator: " ").map(String.init) }

    /// English weekdays, 0 for Sunday.
    static let weekdays: [String: Int] = [
        "sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6,
    ]

    /// Names of zones in minutes east of Greenwich.
    ///
    /// **Source**: RFC 2822 section 4.3 for the American ones; the others are those that feeds use. RFC 822's letters
    /// were defined with the wrong sign, so they count as UTC.
    static let zones: [String: Int] = [
        "gmt": 0, "ut": 0, "utc": 0, "z": 0, "wet": 0, "west": 60, "est": -300, "edt": -240, "cst": -360,
        "cdt": -300,
        "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
        "ast": -240,
        "adt": -180, "nst": -210, "ndt": -150, "brt": -180, "art": -180, "bst": 60, "cet": 60, "cest": 120,
        "met": 60,
        "mest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "msd": 240, "trt": 180,
        "sast": 120,
        "cat": 120, "eat": 180, "wat": 60, "gst": 240, "pkt": 300, "ist": 330, "npt": 345, "ict": 420,
        "wib": 420,
        "hkt": 480, "sgt": 480, "awst": 480, "jst": 540, "kst": 540, "acst": 570, "acdt": 630, "aest": 600,
        "aedt": 660, "nzst": 720, "nzdt": 780,
    ]

    private static let accents: [Character: Character] = [
        "ä": "a", "á": "a", "à": "a", "â": "a", "é": "e", "è": "e", "ê": "e", "í": "i", "ï": "i", "ó": "o",
        "ö": "o", "ő": "o", "ô": "o", "ú": "u", "ü": "u", "û": "u", "ű": "u", "ç": "c", "ά": "α", "έ": "ε",
        "ή": "η",
        "ί": "ι", "ϊ": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω",
    ]
}
