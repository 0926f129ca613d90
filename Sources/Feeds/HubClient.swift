// SPDX-License-Identifier: MIT

public import Model
public import Transport

/// Asks hubs to tell us what is new, or to stop.
///
/// **Source**: WebSub, section 5.1.
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
    /// - Returns: nil when it accepted, which is no promise before it has called back; else why not, in words.
    public func ask(_ wish: Wish, _ order: Push.Order) async -> String? {
        var fields = [
            HTTPForm.Field("hub.mode", wish.rawValue), HTTPForm.Field("hub.topic", order.topic.text),
            HTTPForm.Field("hub.callback", order.callback.text),
        ]
        if wish == .subscribe {
            fields.append(HTTPForm.Field("hub.lease_seconds", "\(HubClient.leaseSeconds)"))
            if let secret = order.secret { fields.append(HTTPForm.Field("hub.secret", secret.text)) }
        }
        do throws(TransferError) {
            let answer = try await client.post(HTTPForm(address: order.hub, fields: fields))
            if (200...299).contains(answer.status) { return nil }
            return "the hub answered with status \(answer.status)"
        } catch {
            return error.description
        }
    }
}
