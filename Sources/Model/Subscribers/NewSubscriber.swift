// SPDX-License-Identifier: MIT

/// Somebody whom a person wants to add to a newsletter, by hand or from a list.
public struct NewSubscriber: Hashable, Sendable {
    /// Where it goes.
    public let address: MailAddress
    /// What of it they want.
    public let choices: SubscriberChoices
    /// What they said: `elsewhere` adds them as confirmed, anything else lets them confirm first.
    public let consent: Consent

    /// Holds what it is given.
    public init(
        address: MailAddress, choices: SubscriberChoices = SubscriberChoices(), consent: Consent
    ) {
        self.address = address
        self.choices = choices
        self.consent = consent
    }
}
