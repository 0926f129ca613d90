// SPDX-License-Identifier: MIT

/// The words in which sources of seven languages speak of licences, in lower case without accents.
enum LicenceLexicon {
    /// The part of a Creative Commons licence that is named at a place, longest name first.
    static func part(_ tokens: [LicenceToken], at place: Int) -> (name: String, end: Int)? {
        guard place < tokens.count, let candidates = partsByFirst[tokens[place].word] else { return nil }
        for (words, name) in candidates where place + words.count <= tokens.count {
            if zip(words, tokens[place...]).allSatisfy({ $0 == $1.word }) {
                return (name, place + words.count)
            }
        }
        return nil
    }

    private static let partsByFirst: [String: [(words: [String], name: String)]] = {
        let names: [(String, String)] = [
            (
                "by",
                "by attribution namensnennung atribucion reconocimiento attribuzione naamsvermelding atribuicao paternite"
            ),
            (
                "nc",
                "nc noncommercial non-commercial nicht-kommerziell nichtkommerziell keine-kommerzielle-nutzung "
                    + "pas-d-utilisation-commerciale utilisation-non-commerciale nocomercial no-comercial non-commerciale "
                    + "noncommerciale niet-commercieel nietcommercieel nao-comercial naocomercial uso-nao-comercial"
            ),
            (
                "sa",
                "sa sharealike share-alike weitergabe-unter-gleichen-bedingungen partage-dans-les-memes-conditions "
                    + "partage-a-l-identique partage-des-conditions-initiales-a-l-identique compartirigual compartir-igual "
                    + "condividi-allo-stesso-modo condividi-stesso-modo gelijkdelen gelijk-delen compartilhaigual "
                    + "compartilha-igual partilha-igual partilha-nos-mesmos-termos"
            ),
            (
                "nd",
                "nd noderivatives no-derivatives noderivs no-derivs noderivativeworks no-derivative-works "
                    + "keine-bearbeitung keine-bearbeitungen pas-de-modification pas-de-modifications sinobraderivada "
                    + "sin-obra-derivada sin-obras-derivadas sin-derivadas sinderivadas non-opere-derivate "
                    + "nessuna-opera-derivata geenafgeleidewerken geen-afgeleide-werken geen-afgeleide-werken "
                    + "semderivacoes sem-derivacoes sem-derivados semderivados"
            ),
            ("zero", "zero 0 cc0"),
        ]
        var parts: [String: [(words: [String], name: String)]] = [:]
        for (name, forms) in names {
            for form in forms.split(separator: " ") {
                let words = form.split(separator: "-").map(String.init)
                parts[words[0], default: []].append((words, name))
            }
        }
        return parts.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }()

    /// What may stand between the parts of a name and before its version.
    static let between = words(
        """
        - / , ( ) license licence licensed lizenz licencia licenza licentie licenca licence international internacional
        internazionale internationaal unported generic version v de der the la l d of da del attribution
        """)

    /// "All rights reserved" in seven languages.
    static let reserved = [
        "all rights reserved", "alle rechte vorbehalten", "tous droits reserves",
        "todos los derechos reservados",
        "tutti i diritti riservati", "alle rechten voorbehouden", "todos os direitos reservados",
    ].map { $0.split(separator: " ").map(String.init) }
    static let reservedStarts = Set(reserved.map { $0[0] })

    /// What turns a sentence into something else than a statement about this very text.
    static let blockers = words(
        """
        not never isnt arent wasnt werent dont doesnt didnt cannot cant wont nor neither no nicht kein keine keinen pas
        geen niet nao if whether should would could might ask imagine suppose examples eg
        recommend recommends recommended suggest suggests suggested prefer prefers choose choosing chose consider
        considers how why what when which who whose previously formerly before after prior until since older earlier
        some most many several selected part parts portion portions partly partially certain individual few will shall
        intend intends going instead unlike adapted based derived derivative builds built incorporates
        incorporate contains contain contained uses using cites quotes draws inspired remix remixed reproduced
        reprinted courtesy taken thanks contribute contributes contributed contributing contributions submit submitted
        submitting submissions uploaded upload your their his her they he she teilweise einige manche frueher wenn
        falls konnte wurde ihre seine basiert enthalt si certains certaines partie adapte contient
        votre leur leurs algunos algunas parte basado basada contiene sus adaptado adaptada alcuni
        alcune basato bijvoorbeeld sommige gebaseerd alguns algumas baseado
        """)

    /// Two words that do the same.
    static let blockingPairs: Set<[String]> = [
        ["no", "longer"], ["source", ":"], ["sources", ":"], ["quelle", ":"], ["via", ":"],
        ["from", ":"], ["credit", ":"], ["credits", ":"], ["for", "example"],
        ["example", ":"], ["an", "example"], ["zum", "beispiel"], ["par", "exemple"], ["por", "ejemplo"],
        ["per", "esempio"], ["por", "exemplo"], ["for", "instance"], ["such", "as"], ["plan", "to"],
        ["plans", "to"],
    ]

    /// What is no text: a licence of these is not the licence of the words around them.
    static let otherWorks = words(
        """
        image images photo photos photograph photographs photography picture pictures pic pics illustration
        illustrations figure figures fig graphic graphics infographic infographics artwork artworks art drawing
        drawings cartoon cartoons chart charts diagram diagrams map maps icon icons logo logos font fonts typeface emoji
        emojis video videos clip clips film footage animation audio podcast podcasts episode episodes music song songs
        soundtrack sound sounds recording code codes snippet snippets software script scripts plugin plugins theme
        themes template templates library package data dataset datasets database metadata statistics spreadsheet slides
        presentation deck comment comments model models weights screenshot screenshots avatar banner thumbnail cover
        quote quotes quotation excerpt media multimedia bild bilder foto fotos fotografie abbildung abbildungen grafik
        grafiken photographie photographies illustrationen visuel visuels imagen imagenes fotografia fotografias
        ilustracion ilustraciones immagine immagini illustrazione illustrazioni afbeelding afbeeldingen imagem imagens
        ilustracao codigo quellcode quelltext programm daten donnees datos dati gegevens dados tileset tiles api widget
        report reports paper papers book books ebook study toolkit app game product
        """)

    /// What is text, and may be this one.
    static let texts = words(
        """
        article articles post posts blogpost blog page pages webpage site website work works story stories essay essays
        text texts content contents publication publications piece pieces entry entries column resource resources guide
        document lesson lessons tutorial course chapter wiki newsletter material materials information writing writings
        words everything journalism reporting artikel texte beitrag beitrage inhalt inhalte inhalten werk seite seiten
        webseite dokument contenu contenus oeuvre billet articulo articulos texto textos contenido contenidos obra
        pagina sitio trabajo publicacion entrada articolo articoli testo testi contenuto contenuti opera sito lavoro
        pubblicazione tekst teksten artikelen inhoud bijdrage artigo artigos conteudo conteudos trabalho publicacao
        """)

    /// What points at the text at hand.
    static let pointers = words(
        """
        this these our my all every dieser dieses diese diesem unsere alle ce cet cette ces nos notre tous tout toutes
        este esta estos estas todo todos toda todas nuestro nuestros nuestra questo questa questi quest tutti tutto
        dit deze onze todo nosso nossos nossa
        """)
    /// Articles: alone they point at nothing.
    static let articles = words(
        "the a an der die das den dem le la les l el los las lo il i gli het de o os as")

    /// What may stand between what points and what it points at.
    static let describing = words(
        """
        is an a open access peer reviewed blog web site website original written own text textual editorial online
        whole entire full short long of the content free public long news opinion
        """)
    /// What leads to the place of a text, and never to what a sentence speaks of.
    static let prepositions = words(
        "in on with from for to about at into within inside of by via under sur dans pour sobre para su en nel nella auf aus mit zu"
    )

    /// What says that the text at hand is meant: `of this site`.
    static let scopes = words("of on in from at here auf von sur de du en di del su op van em do da")

    /// What leads from the text to the licence.
    static let links = words(
        """
        is are was were has have been be : - , ( ) © under with as and or both also hereby now currently freely free
        openly publicly open access online otherwise licensed licenced license licence licenses licences terms term
        conditions condition subject available published released shared distributed provided offered issued posted
        made covered dedicated waived placed republished redistributed reusable reuse reused use copied republish
        marked governed protected permitted the a an this our in into accordance public domain international
        creative commons cc work rights some reserved distribution steht stehen ist sind wird werden unter einer der
        dem lizenz lizenziert lizenzbedingungen veroffentlicht freigegeben verfugbar nutzbar bedingungen est sont mis
        mise mises disposition a sous selon les termes licence publie publiee publies diffuse diffusee diffuses
        contrat une un la le es esta estan bajo con una los terminos licencia publica publicado publicada publican
        distribuye distribuido distribuida licenciado licenciada licenciados disponible disponibles e sono distribuito
        distribuita distribuiti pubblicato pubblicata pubblicati rilasciato rilasciata secondo i termini licenza
        disponibile valt vallen zijn wordt onder een licentie gelicenseerd gepubliceerd beschikbaar gesteld
        voorwaarden sao estao sob uma com licenca publicado licenciados disponivel disponibilizado os termos
        """)
    /// What may be followed by a name or two: `by Jane Doe`, `of this site`.
    static let openings = words(
        "of by from on in at for to von auf du des par sur di su da del dello della van op door por do em copyright ©"
    )
    /// Without one of these between them, what speaks of a text and a licence far behind it have nothing to do with each other.
    static let frames = words(
        """
        under licensed licenced license licence terms dedicated waived released bajo licencia licenciado licenciada
        sous selon licenza sob licenca lizenz lizenziert unter onder licentie gelicenseerd © copyright
        """)

    /// Words before a licence that name nobody's work.
    static let labels = words(
        """
        license licence licensing rights copyright lizenz licencia licenza licentie licenca nutzungsrechte droits
        derechos diritti direitos reuse
        """)
    /// What makes of a bare name a sentence about a licence.
    static let verbs = words(
        """
        is are was were has have means mean allows allow lets let requires require gives give permits permit does do
        makes make provides provide works can will versus vs compared better best one called known named introduced
        created developed explained explains faq says ist sind bedeutet erlaubt est sont signifie permet es son
        significa permite sono consente betekent
        """)

    /// Where an exception begins.
    static let exceptions = words(
        "except excepting unless excluding save sauf salvo excepto excetto exceto tenzij soweit sofern eccetto"
    )
    static let exceptionPairs: Set<[String]> = [
        ["other", "than"], ["apart", "from"], ["aside", "from"], ["where", "not"], ["if", "not"],
        ["where", "otherwise"],
        ["wenn", "nicht"], ["falls", "nicht"], ["but", "not"], ["with", "exception"], ["a", "menos"],
    ]
    /// Where it ends; these words belong to it.
    static let exceptionEnds = words(
        """
        noted stated indicated specified mentioned credited marked shown angegeben vermerkt gekennzeichnet contraire
        indicado indicato indicazione contraria diversamente aangegeven vermeld indicacao contrario
        """)

    static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
