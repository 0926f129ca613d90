// SPDX-License-Identifier: MIT

public import Classification
public import Model
public import Storage

/// The models that a store keeps, as something to tag with.
public struct ModelShelf: Sendable {
    private let store: Store

    /// Why a model cannot be had.
    public enum Failure: Error, CustomStringConvertible {
        /// The store could not be read or written.
        case storage(StorageError)
        /// There is no version of that number.
        case missing(Int)
        /// The version's bytes are not kept.
        case forgotten(Int)
        /// The version's bytes are no model, or another one.
        case damaged(Int, ModelFileError)

        /// One sentence that a curator can act on.
        public var description: String {
            switch self {
            case .storage(let error): error.description
            case .missing(let number): "there is no version \(number) of the model"
            case .forgotten(let number): "the bytes of version \(number) of the model are not kept any more"
            case .damaged(let number, let error):
                "version \(number) of the model cannot be used (\(error)); cairn model back 0 goes back to the terms alone"
            }
        }
    }

    /// Reads the models of a store.
    public init(store: Store) { self.store = store }

    /// What tags at present.
    ///
    /// - Returns: the version and its model; 0 and nil where that is the terms alone.
    public func inUse() async throws(Failure) -> (version: Int, model: LearnedModel?) {
        let version: Int
        do throws(StorageError) { version = try await store.models.inUse().version } catch {
            throw .storage(error)
        }
        return (version, try await model(version))
    }

    /// The model of a version; nil for version 0, the terms alone.
    public func model(_ number: Int) async throws(Failure) -> LearnedModel? {
        guard number != 0 else { return nil }
        let (version, bytes): (ModelVersion?, [UInt8]?)
        do throws(StorageError) {
            version = try await store.models.version(number)
            bytes = try await store.models.bytes(of: number)
        } catch .damaged {
            throw .damaged(number, .damaged)
        } catch {
            throw .storage(error)
        }
        guard let version else { throw .missing(number) }
        guard let bytes else { throw .forgotten(number) }
        do throws(ModelFileError) {
            let model = try LearnedModel(bytes: bytes)
            guard Digest.hex(bytes) == version.model.hash else { throw .damaged }
            return model
        } catch {
            throw .damaged(number, error)
        }
    }

    /// Goes back to a version that was in use before the present one, if it can be used.
    ///
    /// - Parameter version: which; nil is the one that was in use just before.
    public func goBack(
        to version: Int? = nil, by author: Verdict.Signature
    ) async throws(Failure) -> ModelTable.Use {
        let former: Int
        do throws(StorageError) { former = try await store.models.former(version) } catch {
            throw .storage(error)
        }
        _ = try await model(former)
        do throws(StorageError) { return try await store.models.goBack(to: former, by: author) } catch {
            throw .storage(error)
        }
    }
}
