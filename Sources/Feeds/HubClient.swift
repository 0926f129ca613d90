// SPDX-License-Identifier: MIT

public import Model
public import Transport

/// Asks hubs to tell us what is new, or to stop.
///
/// **Source**: WebSub, sections 5.1 and 5.2; RFC 9110, section 15.4.8 and 15.4.9.
public struct HubClient: Sendable {
    private let client: any HTTPClient

    /// How long a hub is asked to tell us, seconds: ten days.
    public static let leaseSeconds = 864_000

    /// What a hub is asked.
    public enum Wish: String, Hashable, Sendable {
        /// To tell us what is new.
        case subscribe
        /// To stop.
        case unsubscribe
    }

    /// - Parameter client: what sends forms.
    public init(client: any HTTPClient) { self.client = client }

    /// Asks a hub.
    ///
    /// **Shape**: goes where the hub sends us with 307 or 308, three times at most; a secret that went safely so far
    /// never goes on where it could be overheard.
    ///
    /// - Returns: nil when it accepted, which is no promise before it has called back; else why not, in words.
    public func ask(_ wish: Wish, _ order: Push.Order) async -> String? {
        let fields = fields(wish, order)
        var hub = order.hub
        do throws(TransferError) {
            for _ in 0...HubClient.redirectLimit {
                let answer = try await client.post(HTTPForm(address: hub, fields: fields))
                if (200...299).contains(answer.status) { return nil }
                guard [307, 308].contains(answer.status), let location = answer.field("location") else {
                    return "the hub answered with status \(answer.status)"
                }
                guard let target = WebAddress(location, relativeTo: hub) else {
                    throw .redirectRefused(target: String(location.prefix(200)))
                }
                if order.secret != nil, wish == .subscribe, hub.isSecure, !target.isSecure {
                    return "the hub sends us on to \(target), where the secret could be overheard"
                }
                hub = target
            }
            throw .tooManyRedirects(limit: HubClient.redirectLimit)
        } catch {
            return error.description
        }
    }
}

private extension HubClient {
    static let redirectLimit = 3

    func fields(_ wish: Wish, _ order: Push.Order) -> [HTTPForm.Field] {
        var fields = [
            HTTPForm.Field("hub.mode", wish.rawValue), HTTPForm.Field("hub.topic", order.topic.text),
            HTTPForm.Field("hub.callback", order.callback.text),
        ]
        guard wish == .subscribe else { return fields }
        fields.append(HTTPForm.Field("hub.lease_seconds", "\(HubClient.leaseSeconds)"))
        if let secret = order.secret { fields.append(HTTPForm.Field("hub.secret", secret.text)) }
        return fields
    }
}
