// SPDX-License-Identifier: MIT

/// The names of each vocabulary, in lower case.
///
/// **Source**: RSS 0.90 to 2.0.11, Atom 0.3 and RFC 4287, Dublin Core, Media RSS 1.5.1, Apple's podcast elements.
extension FeedFamily {
    static let feedElements: [String: FeedElement] = [
        "rss": .root, "feed": .root, "rdf": .root, "channel": .channel, "item": .entry, "entry": .entry,
        "redirect": .redirect, "newlocation": .newAddress,
        "title": .title, "link": .link, "a": .unknown, "guid": .guid, "id": .id,
        "description": .description, "summary": .summary, "content": .content, "fullitem": .fullText,
        "body": .body, "subtitle": .subtitle, "tagline": .subtitle, "abstract": .abstract,
        "encoded": .encoded,
        "pubdate": .rssDate, "published": .published, "updated": .updated, "modified": .updated,
        "issued": .issued, "created": .created, "lastbuilddate": .buildDate, "expirationdate": .expires,
        "date": .dcDate,
        "author": .author, "contributor": .contributor, "managingeditor": .editor, "webmaster": .webmaster,
        "creator": .creator, "name": .name, "email": .mail, "uri": .uri, "homepage": .uri,
        "category": .category, "keywords": .keywords, "tags": .tags,
        "copyright": .copyright, "rights": .rights, "license": .licence,
        "image": .image, "icon": .icon, "logo": .logo, "url": .imageURL,
        "enclosure": .enclosure, "source": .source, "comments": .comments, "language": .language,
        "generator": .generator, "ttl": .minutesToLive, "textinput": .textInput,
        "skiphours": .skipHours, "hour": .skipHour, "skipdays": .skipDays, "day": .skipDay,
    ]

    static let dublinCoreElements: [String: FeedElement] = [
        "title": .dcTitle, "creator": .creator, "author": .creator, "contributor": .contributor,
        "publisher": .webmaster, "subject": .subject, "description": .summary, "date": .dcDate,
        "language": .language, "rights": .dcRights, "identifier": .about,
    ]

    static let termsElements: [String: FeedElement] = [
        "title": .dcTitle, "creator": .creator, "contributor": .contributor, "subject": .subject,
        "issued": .published, "modified": .updated, "created": .created, "date": .dcDate, "valid": .expires,
        "license": .licence, "rights": .dcRights, "language": .language, "abstract": .summary,
    ]

    static let mediaElements: [String: FeedElement] = [
        "content": .mediaContent, "group": .mediaGroup, "thumbnail": .thumbnail, "title": .mediaTitle,
        "description": .mediaText, "text": .mediaText, "credit": .mediaCredit, "category": .mediaCategory,
        "keywords": .keywords, "player": .mediaPlayer, "license": .mediaLicence, "copyright": .mediaRights,
    ]

    static let contentElements: [String: FeedElement] = ["encoded": .encoded, "items": .unknown]
    static let licenceElements: [String: FeedElement] = [
        "license": .licence, "licence": .licence, "work": .unknown,
    ]
    static let syndicationElements: [String: FeedElement] = [
        "updateperiod": .updatePeriod, "updatefrequency": .updateFrequency,
    ]
    static let xhtmlElements: [String: FeedElement] = ["body": .body, "div": .body]
    static let burnerElements: [String: FeedElement] = ["origlink": .origin]
    static let rdfElements: [String: FeedElement] = ["rdf": .root]

    static let itunesElements: [String: FeedElement] = [
        "author": .itunesAuthor, "owner": .owner, "name": .name, "email": .mail, "summary": .itunesSummary,
        "description": .itunesSummary, "subtitle": .itunesSubtitle, "image": .itunesImage,
        "keywords": .keywords,
        "category": .itunesCategory, "link": .itunesImage, "duration": .duration, "title": .itunesTitle,
        "new-feed-url": .newAddress,
    ]
}
