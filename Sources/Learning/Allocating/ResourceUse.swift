// SPDX-License-Identifier: MIT

import Model

/// Which options could use rooms and facilitators at the same time.
struct ResourceUse {
    private struct Share {
        /// Which room, facilitator or place it is.
        let key: String
        let capacity: Int
    }

    private let bookings: [SetBooking]
    private let shares: [[Share]]
    /// What is taken already, and what it takes.
    private let taken: [(booking: SetBooking, shares: [Share])]

    init(_ programme: SetProgramme, options: [SetAlternative], taken: [SetBooking]) {
        let offers = Dictionary(programme.offers.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let bookings = options.compactMap { option in
            offers[option.offer].map { SetBooking($0, at: option.slot) }
        }
        self.init(programme, bookings, taken)
    }

    /// For one offer at its first time, which the programme need not hold.
    init(_ programme: SetProgramme, wanting offer: SetOffer, taken: [SetBooking]) {
        self.init(programme, offer.slots.prefix(1).map { SetBooking(offer, at: $0) }, taken)
    }

    private init(_ programme: SetProgramme, _ bookings: [SetBooking], _ taken: [SetBooking]) {
        self.bookings = bookings
        shares = bookings.map { ResourceUse.shares(of: $0, programme.resources) }
        self.taken = taken.map { ($0, ResourceUse.shares(of: $0, programme.resources)) }
    }

    /// Whether an option can be held beside others that are.
    func allows(_ option: Int, beside others: [Int]) -> Bool { hindrance(to: option, among: others) == nil }

    /// Why an option cannot be held beside others: one of them, or -1 for what was taken before; nil where it can.
    func hindrance(to option: Int, among others: [Int]) -> Int? {
        let booking = bookings[option]
        for share in shares[option] {
            var busy: [(number: Int, slot: SetSlot)] = []
            for other in others where bookings[other].overlaps(booking) && uses(other, share) {
                busy.append((other, bookings[other].slot))
            }
            for other in taken
            where other.booking.overlaps(booking) && other.shares.contains(where: { $0.key == share.key }) {
                busy.append((-1, other.booking.slot))
            }
            if busy.count >= share.capacity, isFull(booking.slot, busy.map(\.slot), share.capacity) {
                return busy.map(\.number).max()
            }
        }
        return nil
    }

    private func uses(_ option: Int, _ share: Share) -> Bool {
        shares[option].contains { $0.key == share.key }
    }

    /// Whether at some moment of a slot as many others run as there is room for.
    private func isFull(_ slot: SetSlot, _ others: [SetSlot], _ capacity: Int) -> Bool {
        let moments = [slot.start] + others.map(\.start).filter { $0 > slot.start && $0 < slot.end }
        return moments.contains { moment in
            others.count { $0.start <= moment && moment < $0.end } >= capacity
        }
    }

    /// What a booking takes: what the programme says is shared, and always its own facilitator and its own room.
    private static func shares(of booking: SetBooking, _ resources: [SetResource]) -> [Share] {
        let room = booking.room.map { "room \(booking.place) \($0)".lowercased() }
        let person = booking.facilitator.map { "person \($0)".lowercased() }
        var shares = [room, person].compactMap { $0.map { Share(key: $0, capacity: 1) } }
        for (number, resource) in resources.enumerated() {
            let name: String? =
                switch resource.per {
                case .place: booking.place.lowercased()
                case .facilitator: person
                case .room: room
                case .programme: ""
                }
            if let name { shares.append(Share(key: "\(number) \(name)", capacity: resource.capacity)) }
        }
        return shares
    }
}
