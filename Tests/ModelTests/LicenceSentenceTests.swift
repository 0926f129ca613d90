// SPDX-License-Identifier: MIT

import Model
import Testing

/// What sentences say about the text that they stand in.
@Suite struct LicenceSentenceTests {
    func strongest(_ text: String) -> LicenceWording? {
        LicenceWording.findings(in: text).max { $0.reading < $1.reading }
    }

    @Test(arguments: [
        (
            "This article is licensed under a Creative Commons Attribution 4.0 International License.",
            "CC-BY-4.0"
        ),
        (
            "Except where otherwise noted, content on this site is licensed under CC BY-SA 4.0.",
            "CC-BY-SA-4.0"
        ),
        ("Unless otherwise stated all our articles are published under CC BY-ND 3.0", "CC-BY-ND-3.0"),
        ("This work by Jane Doe is licensed under CC BY-NC-SA 4.0.", "CC-BY-NC-SA-4.0"),
        (
            "© 2021 The Authors. This is an open access article distributed under the terms of the Creative Commons "
                + "Attribution License (CC BY 4.0), which permits unrestricted use.", "CC-BY-4.0"
        ),
        (
            "Republish our articles for free, online or in print, under https://creativecommons.org/licenses/by-nd/4.0/.",
            "CC-BY-ND-4.0"
        ),
        ("You may share this post under the terms of CC BY 4.0.", "CC-BY-4.0"),
        ("This post is CC BY 4.0", "CC-BY-4.0"), ("Text: CC BY-SA 3.0", "CC-BY-SA-3.0"),
        ("All content, including images, is available under CC BY 4.0", "CC-BY-4.0"),
        ("All content except photographs and logos is licensed under CC BY 4.0", "CC-BY-4.0"),
        ("Text and images on this site are shared under CC BY-NC 4.0", "CC-BY-NC-4.0"),
        (
            "All content is available under the Open Government Licence v3.0, except where otherwise stated",
            "OGL-UK-3.0"
        ),
        (
            "You may re-use this information free of charge under the terms of the Open Government Licence v2.0.",
            "OGL-UK-2.0"
        ),
        ("This article has been dedicated to the public domain under CC0 1.0 Universal.", "CC0-1.0"),
        (
            "This article is republished from The Lantern under a Creative Commons licence https://creativecommons.org/licenses/by-nd/4.0/.",
            "CC-BY-ND-4.0"
        ),
        ("Some rights reserved: this work is licensed under CC BY 4.0", "CC-BY-4.0"),
        (
            "This is a work of the U.S. Government and is not subject to copyright protection in the United States.",
            "US-PD"
        ),
        (
            "Unless otherwise noted, information on this site is in the public domain in the United States.",
            "US-PD"
        ),
        (
            "This page is a work of the United States Government under 17 U.S.C. § 105 and in the public domain.",
            "US-PD"
        ),
        (
            "Permission is granted to copy this document under the terms of the GNU Free Documentation License, Version 1.3",
            "GFDL-1.3"
        ),
        (
            "This work is licensed under the Creative Commons Attribution-NonCommercial-NoDerivs 3.0 Unported License",
            "CC-BY-NC-ND-3.0"
        ),
    ])
    func aStatementAboutThisTextIsRead(text: String, id: String) {
        let found = strongest(text)
        #expect(found?.licence.id == id, "\(text)")
        #expect(found?.reading == .full, "\(text)")
    }

    @Test(arguments: [
        (
            "Dieser Artikel steht unter der Lizenz Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen 4.0 International.",
            "CC-BY-SA-4.0"
        ),
        (
            "Soweit nicht anders angegeben, sind die Inhalte dieser Seite lizenziert unter CC BY 4.0",
            "CC-BY-4.0"
        ),
        (
            "Dieses Werk ist lizenziert unter einer Creative Commons Namensnennung - Nicht kommerziell - Keine Bearbeitungen 4.0 International Lizenz.",
            "CC-BY-NC-ND-4.0"
        ),
        (
            "Cet article est mis à disposition selon les termes de la Licence Creative Commons Attribution 4.0 International.",
            "CC-BY-4.0"
        ),
        (
            "Sauf mention contraire, le contenu de ce site est publié sous licence Creative Commons Attribution - Partage dans les Mêmes Conditions 4.0",
            "CC-BY-SA-4.0"
        ),
        (
            "Esta obra está bajo una licencia de Creative Commons Reconocimiento-NoComercial 4.0 Internacional.",
            "CC-BY-NC-4.0"
        ),
        (
            "Quest'opera è distribuita con Licenza Creative Commons Attribuzione - Condividi allo stesso modo 4.0 Internazionale.",
            "CC-BY-SA-4.0"
        ),
        (
            "Dit werk valt onder een Creative Commons Naamsvermelding-GelijkDelen 4.0 Internationaal-licentie.",
            "CC-BY-SA-4.0"
        ),
        (
            "Este trabalho está licenciado com uma Licença Creative Commons - Atribuição-SemDerivações 4.0 Internacional.",
            "CC-BY-ND-4.0"
        ),
        ("Tenzij anders vermeld valt de inhoud van deze site onder CC BY 4.0", "CC-BY-4.0"),
    ])
    func otherLanguagesAreRead(text: String, id: String) {
        let found = strongest(text)
        #expect(found?.licence.id == id, "\(text)")
        #expect(found?.reading == .full, "\(text)")
    }

    @Test(arguments: [
        ("CC BY 4.0", "CC-BY-4.0"), ("Licensed under CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("Licence: CC0", "CC0-1.0"), ("© 2024 Example Org, licensed under CC BY 4.0", "CC-BY-4.0"),
        ("Published under the Creative Commons Attribution 3.0 Unported licence", "CC-BY-3.0"),
        ("Copyright 2024 Org. All rights reserved.", "LicenseRef-ARR"),
        ("© Beispiel GmbH. Alle Rechte vorbehalten", "LicenseRef-ARR"),
        ("© Exemple SARL - Tous droits réservés", "LicenseRef-ARR"),
        (
            "Available under https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            "OGL-UK-3.0"
        ),
        ("MIT License", "MIT"), ("GFDL 1.2", "GFDL-1.2"), ("Public Domain Mark 1.0", "PDM-1.0"),
        ("Shared under Creative Commons (CC) BY 4.0", "CC-BY-4.0"),
    ])
    func aNameAloneIsNoMoreThanThat(text: String, id: String) {
        let found = strongest(text)
        #expect(found?.licence.id == id, "\(text)")
        #expect(found?.reading == .bare, "\(text)")
    }

    @Test(arguments: [
        "Photo: Jane Doe, CC BY 2.0", "Images on this site are licensed under CC BY 4.0.",
        "Image by Jane Doe is licensed under CC BY 4.0",
        "The code in this article is released under the MIT License.",
        "Our data is available under CC0.", "Icons by Somebody, CC BY 4.0", "Video licensed under CC BY 3.0",
        "Text © Example Org, photos CC BY 2.0", "This article is not licensed under CC BY 4.0.",
        "This article isn't under CC BY 4.0", "This post is no longer under CC BY 4.0",
        "This article was previously published under CC BY 4.0", "Is this article under CC BY 4.0?",
        "If this article were under CC BY 4.0, you could share it.",
        "You should license your work under CC BY 4.0.",
        "They released their report under CC BY 4.0.", "The authors published it under CC BY 4.0 last year.",
        "CC BY 4.0 is the most open licence.", "Creative Commons Attribution 4.0 allows sharing.",
        "This article discusses OpenStax, licensed under CC BY 4.0.", "We love Creative Commons",
        "This article is adapted from a post by Jane Doe, licensed under CC BY-SA 4.0.",
        "This article is based on work under CC BY 4.0",
        "Some content on this site is licensed under CC BY 4.0",
        "Articles from before 2020 are licensed under CC BY 4.0", "Used under CC BY 2.0",
        "Contains public sector information licensed under the Open Government Licence v3.0.",
        "Contains OS data © Crown copyright and database right, Open Government Licence v3.0",
        "The sign said “This work is licensed under CC BY 4.0.” and nothing else.",
        "Write \"licensed under CC BY 4.0\" below it.", "For example: this page is licensed under CC BY 4.0",
        "NASA images are in the public domain in the United States.",
        "This book is in the public domain.",
        "This is not a work of the U.S. Government in the public domain.",
        "The constitution is in the public domain in the United States.",
        "Source: Wikipedia, CC BY-SA 3.0", "Comments are licensed under CC BY 4.0",
        "Die Bilder auf dieser Seite stehen unter CC BY 4.0",
        "Les photos de ce site sont sous licence CC BY 4.0",
        "Dieser Artikel steht nicht unter CC BY 4.0", "The lawyer spoke about all rights reserved clauses.",
        "Photos by Jane. Licensed under CC BY 2.0", "Open Game License OGL 1.0",
        "This article is under the Open Government Licence - Canada 2.0", "Submit your text under CC BY 4.0",
        "By contributing you agree that this text is under CC BY 4.0",
    ])
    func nothingElseIsAStatement(text: String) {
        let found = LicenceWording.findings(in: text)
            .filter { $0.reading >= .bare && $0.licence != .unknown }
        #expect(found.isEmpty, "\(text): \(found)")
    }

    @Test func aTextOfManyKindsIsReadByItsOwnPart() {
        let found = LicenceWording.findings(
            in: "Text is available under CC BY-SA 4.0; code is under the MIT License.")
        #expect(found.filter { $0.reading >= .bare }.map(\.licence.id) == ["CC-BY-SA-4.0"])
        let both = LicenceWording.findings(in: "This page is under CC BY-SA 3.0 and GFDL 1.2.")
        #expect(both.map(\.licence.id) == ["CC-BY-SA-3.0", "GFDL-1.2"])
    }

    @Test(arguments: ["This page is under CC BY", "Licensed under a Creative Commons licence"])
    func halfANameIsUnknown(text: String) {
        #expect(strongest(text)?.licence == .unknown)
    }

    @Test func hostileTextIsReadInItsOwnTime() {
        let pieces = [
            "cc by ", "creative commons ", "under ", "\"“(", "https://creativecommons.org/licenses/by/4.0 ",
            "except ",
        ]
        for piece in pieces {
            _ = LicenceWording.findings(in: String(repeating: piece, count: 20_000))
        }
    }
}
