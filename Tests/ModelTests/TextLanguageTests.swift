// SPDX-License-Identifier: MIT

import Model
import Testing

@Suite struct TextLanguageTests {
    @Test(arguments: [
        ("ar", "أعلن المجلس عن برنامج جديد لتدريب القادة المحليين في المدن الصغيرة"),
        ("hy", "Խորհուրդը հայտարարեց նոր ծրագրի մասին փոքր քաղաքների ղեկավարների համար"),
        ("eu", "Udalak programa berri bat aurkeztu du herri txikietako arduradunentzat"),
        ("ca", "L'ajuntament ha presentat un nou programa per als responsables dels pobles petits"),
        ("da", "Kommunen har præsenteret et nyt program for ledere i de mindre byer"),
        ("nl", "De gemeente heeft een nieuw programma voorgesteld voor leiders in kleine steden"),
        ("en", "The council has announced a new programme for leaders in small towns"),
        ("fi", "Kunta on esitellyt uuden ohjelman pienten kaupunkien johtajille"),
        ("fr", "La mairie a présenté un nouveau programme pour les responsables des petites villes"),
        ("de", "Die Gemeinde hat ein neues Programm für Führungskräfte in kleinen Städten vorgestellt"),
        ("el", "Ο δήμος παρουσίασε ένα νέο πρόγραμμα για τους υπευθύνους των μικρών πόλεων"),
        ("hi", "परिषद ने छोटे शहरों के नेताओं के लिए एक नया कार्यक्रम घोषित किया"),
        ("hu", "Az önkormányzat új programot mutatott be a kisvárosok vezetőinek"),
        ("id", "Dewan kota mengumumkan program baru untuk para pemimpin di kota kecil"),
        ("ga", "D'fhógair an chomhairle clár nua do cheannairí sna bailte beaga"),
        ("it", "Il comune ha presentato un nuovo programma per i responsabili delle piccole città"),
        ("lt", "Savivaldybė pristatė naują programą mažų miestų vadovams"),
        ("ne", "परिषद्ले साना सहरका नेताहरूका लागि नयाँ कार्यक्रम घोषणा गरेको छ"),
        ("no", "Kommunen har presentert et nytt program for ledere i de mindre byene"),
        ("pt", "A câmara apresentou um novo programa para os responsáveis das pequenas cidades"),
        ("ro", "Primăria a prezentat un program nou pentru responsabilii din orașele mici"),
        ("ru", "Городской совет представил новую программу для руководителей малых городов"),
        ("sr", "Општина је представила нови програм за руководиоце малих градова"),
        ("sr", "Opština je predstavila novi program za rukovodioce malih gradova"),
        (
            "es",
            "El ayuntamiento ha presentado un nuevo programa para los responsables de los pueblos pequeños"
        ),
        (
            "sv",
            "Kommunen har presenterat ett nytt program för ledare i mindre städer, och det börjar i höst med en kurs om att leda förändring"
        ),
        ("ta", "சிறிய நகரங்களின் தலைவர்களுக்காக புதிய திட்டத்தை சபை அறிவித்தது"),
        ("tr", "Belediye küçük kentlerdeki yöneticiler için yeni bir program tanıttı"),
        ("yi", "די שטאט האט געמאלדן א נייעם פראגראם פאר די מנהיגים אין קליינע שטעט"),
        ("zh", "市政府公布了一项面向小城镇领导者的新计划"),
        ("ja", "市は小さな町のリーダーのための新しいプログラムを発表しました"),
        ("ko", "시는 작은 도시의 지도자를 위한 새로운 프로그램을 발표했습니다"),
        ("pl", "Gmina przedstawiła nowy program dla liderów małych miast"),
        ("he", "העירייה הציגה תוכנית חדשה למנהיגים בערים קטנות"),
    ])
    func oneSentenceIsEnough(code: String, sentence: String) {
        #expect(TextLanguage.detected(in: sentence)?.code == code)
    }

    @Test(arguments: ["", "42", "!!!", "🎉"])
    func whatHasNoWordsHasNoLanguage(text: String) {
        #expect(TextLanguage.detected(in: text) == nil)
    }

    @Test func aLongTextOverrulesAWrongClaim() {
        let sentence = "La mairie a présenté un nouveau programme pour les responsables des petites villes. "
        let text =
            String(repeating: sentence, count: 1) + "Il commence en automne par un cours de trois jours, "
            + "et chaque participant choisit ensuite un projet dans sa propre commune avec un collègue."
        #expect(TextLanguage.settled(claims: ["en"], text: text) == "fr")
        #expect(TextLanguage.settled(claims: ["fr_ca"], text: text) == "fr-CA")
        #expect(TextLanguage.settled(claims: [], text: text) == "fr")
    }

    @Test func aShortTextDoesNot() {
        #expect(TextLanguage.settled(claims: ["en-gb"], text: "Café crème") == "en-GB")
        #expect(TextLanguage.settled(claims: ["", "x", "de"], text: "") == "de")
    }

    @Test(arguments: [
        ("EN", "en"), ("en_us", "en-US"), ("zh-hant-tw", "zh-Hant-TW"), ("iw", "he"), ("es-419", "es-419"),
        ("de-DE, en", "de-DE"), ("pt_BR.UTF-8", "pt-BR"), ("english", nil), ("und", nil), ("", nil),
    ])
    func claimsAreSpeltAsUsual(claim: String, expected: String?) {
        #expect(TextLanguage.settled(claims: [claim], text: "") == expected)
    }

    @Test func lettersThatLeaveDoubtClaimNothing() {
        let filler =
            "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt. "
        #expect(
            TextLanguage.settled(claims: [], text: "Foo Bar: " + filler + "Lorem ipsum Links: a b c") == nil)
    }

    @Test func neighboursDoNotOverruleEachOther() {
        let text =
            "Kommunen har presenteret et nyt program for ledere i de mindre byer. Det begynder til efteråret "
            + "med et kursus på tre dage, og hver deltager vælger derefter et projekt i sin egen by med en kollega. "
        #expect(TextLanguage.settled(claims: ["nb"], text: text) == "nb")
    }

    @Test func aTextIsCutBetweenCharacters() {
        let text = "a" + String(repeating: "é", count: TextLanguage.byteLimit)
        #expect(TextLanguage.settled(claims: ["fr"], text: text) == "fr")
    }

    @Test func whatIsSaidAgainIsNoMoreEvidence() {
        let sentence = "Colleagues adapt the plans that teachers share within a term. "
        #expect(TextLanguage.settled(claims: ["de"], text: String(repeating: sentence, count: 20)) == "de")
    }
}
