# Writes FEEDS RSS documents of ITEMS items each into TO, always the same bytes:
#   awk -v feeds=2000 -v items=20 -v newest=20 -v to=FOLDER -f feeds.awk
# Each holds the items NEWEST, NEWEST - 1 and so on; the words of an item depend on its feed and its number only.
function text(feed, item, count,    i, seed, words) {
  seed = 1 + feed * 4096 + item
  words = ""
  for (i = 0; i < count; i++) {
    seed = seed * 16807 % 2147483647
    # Every other word is one of thousands, as in real texts, so that no two are alike by chance.
    words = words word[1 + int(seed / 64) % 16] (i % 2 ? int(seed / 4096) % 200 : "") (i % 12 == 11 ? ". " : " ")
  }
  return words
}
BEGIN {
  split("council charity service board budget data people care digital plan value trust skill team risk share", word, " ")
  for (feed = 1; feed <= feeds; feed++) {
    file = to "/" feed ".xml"
    site = "https://blog" feed ".example.org"
    print "<?xml version=\"1.0\" encoding=\"utf-8\"?>" >file
    print "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">" >file
    print "<channel><title>Blog " feed "</title><link>" site "/</link><description>Words</description>" >file
    for (item = newest; item > newest - items; item--) {
      words = text(feed, item, 120)
      printf "<item><guid isPermaLink=\"false\">post-%d-%d</guid><title>Post %d of blog %d</title>", feed, item, item, feed >file
      printf "<link>%s/posts/%d/</link><pubDate>Mon, %02d Jun 2026 07:00:00 GMT</pubDate>", site, item, item % 28 + 1 >file
      printf "<description>&lt;p&gt;%s&lt;/p&gt;</description>", substr(words, 1, 200) >file
      printf "<content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>\n", words >file
    }
    print "</channel></rss>" >file
    close(file)
  }
}
