// SPDX-License-Identifier: MIT

/// What lines say that belong to a page and not to its article, as it is written in many languages; small letters, without
/// what stands around the words.
enum PassingPhrases {
    /// Lines that say nothing but that something else follows or can be done.
    static let announcements = lines(
        """
        advert, advertisement, advertising, anuncio, anzeige, werbung, iklan, publicidad, publicidade, publicité
        pubblicità, reklama, reklame, reklam, annonce, sponsored, gesponsert, advertentie
        article continues below advertisement, continue reading below, story continues below
        story continues below advertisement
        comments, kommentare, commentaires, comentarios, commenti, reacties
        share, share this, share this article, share this post, diesen artikel teilen, artikel teilen, beitrag teilen
        partager, partager cet article, compartir, condividi, compartilhar, deel dit artikel, del artikel, udostępnij
        print, print this article, drucken, artikel drucken, imprimer, imprimir, stampa, drukuj
        was this article helpful, was this page helpful, war dieser artikel hilfreich, war der artikel hilfreich
        """)

    /// Lines after which other articles are offered.
    static let others = lines(
        """
        also interesting, more from, more on this topic, more stories, most popular, most read, popular posts, read next
        recommended articles, recommended reading, recommended stories, related articles, related content
        related coverage, related posts, related reading, related stories, related topics, up next, you may also like
        you might also like, you may also be interested in
        artikel zum thema, auch interessant, auch interessant für dich, beliebte artikel, beliebte beiträge
        das könnte dich auch interessieren, das könnte dich interessieren, das könnte euch auch interessieren
        das könnte sie auch interessieren, das könnte sie interessieren, das thema könnte dich auch interessieren
        dazu passend, empfohlene artikel, empfohlene beiträge, lesen sie auch, lesen sie mehr zum thema
        mehr zu diesem thema, mehr zum thema, meistgelesen, meistgelesene artikel, passend dazu, verwandte artikel
        verwandte beiträge, verwandte themen, weitere artikel, weitere artikel zum thema, weitere beiträge
        weitere meldungen, weitere nachrichten, weiterlesen, zum weiterlesen, ähnliche artikel, ähnliche beiträge
        a lire aussi, articles liés, articles similaires, ces articles peuvent vous intéresser, dans la même rubrique
        lire aussi, les plus lus, sur le même sujet, vous aimerez aussi, à lire aussi, à lire également
        artículos relacionados, entradas relacionadas, lea también, lee también, le puede interesar, lo más leído
        más noticias, noticias relacionadas, también te puede interesar, te puede interesar, contenido relacionado
        articoli correlati, leggi anche, potrebbe interessarti, ti potrebbe interessare, ti potrebbero interessare
        artigos relacionados, leia mais, leia também, mais lidas, notícias relacionadas, veja também
        lees meer, lees ook, gerelateerde artikelen, meer over dit onderwerp, aanbevolen artikelen
        czytaj też, czytaj także, czytaj więcej, czytaj również, przeczytaj także, zobacz też, zobacz także
        läs också, läs mer, läs även, les også, les mer, læs også, læs mere, lue myös, mest lest, mest läst
        """)

    /// How lines begin that ask the reader to follow or to subscribe, or that lead to other articles.
    static let invitations = [
        "abonnez-vous", "abonnieren sie", "also on ", "also read", "click here for", "click here to",
        "download our ", "download the ", "enjoyed this", "folgen sie", "follow @", "follow our ",
        "follow us",
        "get our ", "get the latest", "join our ", "join us on", "like our ", "like this", "like us ",
        "newsletter", "read also", "read more", "register for ", "see also:", "seguici", "share on ",
        "share this ", "siga-nos", "sign up", "subscribe", "suivez", "suscríbete", "síguenos", "tell us what",
        "want more",
    ]

    private static func lines(_ text: String) -> Set<String> {
        Set(text.split { $0 == "," || $0.isNewline }.map { $0.drop { $0 == " " } }.map(String.init))
    }
}
