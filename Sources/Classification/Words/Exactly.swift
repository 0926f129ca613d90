// SPDX-License-Identifier: MIT

/// Logarithm and exponential from additions and multiplications alone.
///
/// The system's own differ in the last bit from one machine to the next; a model that must be the same byte for
/// byte cannot stand on them.
enum Exactly {
    /// The natural logarithm of a positive number, to some 1e-15 of its size.
    static func log(_ number: Double) -> Double {
        guard number > 0, number.isFinite else { return number == 0 ? -.infinity : .nan }
        var significand = number.significand
        var exponent = Double(number.exponent)
        if significand > 1.4142135623730951 {
            significand /= 2
            exponent += 1
        }
        // ln m = 2 artanh((m - 1) / (m + 1)), and |t| is below 0.172 here.
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var sum = 0.0
        for odd in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
        return exponent * 0.6931471805599453 + 2 * ratio * sum
    }

    /// e to the power of a number.
    static func exp(_ number: Double) -> Double {
        if number > 709 { return .infinity }
        if number < -745 { return 0 }
        let whole = (number * 1.4426950408889634).rounded()
        let rest = (number - whole * 0.693147180369123816490) - whole * 1.90821492927058770002e-10
        var sum = 1.0
        for step in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * rest / step }
        // In two steps, for the smallest numbers.
        let half = Int(whole) / 2
        return sum * Double(sign: .plus, exponent: half, significand: 1)
            * Double(sign: .plus, exponent: Int(whole) - half, significand: 1)
    }

    /// The logistic function: odds as a logarithm to a probability.
    static func probability(ofLogOdds odds: Double) -> Double { 1 / (1 + exp(-odds)) }
}
