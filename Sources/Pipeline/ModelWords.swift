// SPDX-License-Identifier: MIT

import Foundation
public import Model

extension ModelVersion {
    /// What became of it and why, with the figures.
    public var sentence: String {
        let on =
            "on \(trial.items) decided \(trial.items == 1 ? "item" : "items") that none of them had seen: F1 "
            + figures.map { "\($0.name) \($0.figures.microF1.inWords)" }.joined(separator: ", ")
        switch outcome {
        case .adopted: return "version \(number) takes over, \(on)"
        case .forced: return "version \(number) takes over although it is worse, as wanted, \(on)"
        case .refused: return "version \(number) does not take over, \(former.name) stays, \(on)"
        case .termsAdopted: return "the terms alone take over from \(former.name), \(on)"
        }
    }

    /// Who was compared, the new model first.
    public var figures: [(name: String, figures: ModelTrial.Figures)] {
        [("version \(number)", trial.new)]
            + (trial.former.map { [(former.name, $0)] } ?? []) + [("the terms alone", trial.terms)]
    }
}

extension Int {
    /// A version in words.
    fileprivate var name: String { self == 0 ? "the terms alone" : "version \(self)" }
}

extension Double {
    /// Three digits after the point.
    fileprivate var inWords: String {
        formatted(.number.precision(.fractionLength(3)).locale(Locale(identifier: "en_GB")))
    }
}
