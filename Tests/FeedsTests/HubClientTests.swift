// SPDX-License-Identifier: MIT

import Feeds
import Model
import TestSupport
import Testing
import Transport

/// A hub that answers as a table says, by address; 202 where it says nothing.
private func hub(_ answers: [String: (status: Int, location: String?)]) -> RecordedHTTPClient {
    RecordedHTTPClient { request in
        let answer = answers[request.address.text] ?? (202, nil)
        let fields = answer.location.map { [HTTPField("Location", $0)] } ?? []
        return .success(.sample(status: answer.status, fields: fields, from: request.address))
    }
}

private func order(_ hub: String = "https://hub.example.org/", secret: PushSecret? = PushSecret("s"))
    -> Push.Order
{
    Push.Order(
        hub: .sample(hub), topic: .sample("https://blog.example.org/feed"),
        callback: .sample("https://learn.example.org/websub/k"), secret: secret)
}

@Suite struct HubClientTests {
    @Test(arguments: [307, 308])
    func aHubMaySendUsOn(status: Int) async throws {
        let client = hub([
            "https://hub.example.org/": (status, "/new?x=1"),
            "https://hub.example.org/new?x=1": (status, "https://other.example.org/hub"),
        ])
        #expect(await HubClient(client: client).ask(.subscribe, order()) == nil)
        let forms = client.forms
        #expect(
            forms.map(\.address.text) == [
                "https://hub.example.org/", "https://hub.example.org/new?x=1",
                "https://other.example.org/hub",
            ])
        #expect(Set(forms.map(\.fields)).count == 1)
    }

    @Test(arguments: [300, 301, 302, 303, 304, 400, 404, 500])
    func everyOtherAnswerIsARefusal(status: Int) async {
        let client = hub(["https://hub.example.org/": (status, "https://other.example.org/hub")])
        let reason = await HubClient(client: client).ask(.subscribe, order())
        #expect(reason == "the hub answered with status \(status)")
        #expect(client.forms.count == 1)
    }

    @Test func aRedirectToNowhereIsARefusal() async {
        let client = hub(["https://hub.example.org/": (307, nil)])
        #expect(
            await HubClient(client: client).ask(.subscribe, order()) == "the hub answered with status 307")
        let strange = hub(["https://hub.example.org/": (307, "file:///etc/passwd")])
        #expect(
            await HubClient(client: strange).ask(.subscribe, order())
                == TransferError.redirectRefused(target: "file:///etc/passwd").description)
    }

    @Test func aCircleHasAnEnd() async {
        let client = hub(["https://hub.example.org/": (308, "https://hub.example.org/")])
        let reason = await HubClient(client: client).ask(.subscribe, order())
        #expect(reason == TransferError.tooManyRedirects(limit: 3).description)
        #expect(client.forms.count == 4)
    }

    @Test func aSecretIsNotSentWhereItCouldBeOverheard() async {
        let answers: [String: (status: Int, location: String?)] = [
            "https://hub.example.org/": (307, "http://hub.example.org/")
        ]
        let client = hub(answers)
        let reason = await HubClient(client: client).ask(.subscribe, order())
        #expect(
            reason == "the hub sends us on to http://hub.example.org/, where the secret could be overheard")
        #expect(client.forms.count == 1)
        // There is nothing to overhear in these.
        #expect(await HubClient(client: hub(answers)).ask(.subscribe, order(secret: nil)) == nil)
        #expect(await HubClient(client: hub(answers)).ask(.unsubscribe, order()) == nil)
        let open = hub(["http://hub.example.org/": (307, "http://other.example.org/")])
        #expect(await HubClient(client: open).ask(.subscribe, order("http://hub.example.org/")) == nil)
    }

    @Test func whatCannotBeReachedIsSaid() async {
        let client = RecordedHTTPClient { _ in .failure(.timeout(seconds: 30)) }
        let reason = await HubClient(client: client).ask(.unsubscribe, order())
        #expect(reason == TransferError.timeout(seconds: 30).description)
    }
}
