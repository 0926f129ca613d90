// SPDX-License-Identifier: MIT

import Model
import Transport

/// Asks the sample server for what the sample's made-up addresses name, so that ids are the same in every demo.
struct SampleHTTPClient: HTTPClient {
    let server: SampleServer
    let client: any HTTPClient

    func get(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        guard let local = WebAddress(server.address + request.address.path.dropFirst()) else {
            throw .unreachable(host: request.address.host, reason: "not an address of the sample")
        }
        let response = try await client.get(HTTPRequest(address: local, fields: request.fields))
        return HTTPResponse(
            status: response.status, fields: response.fields, body: response.body, address: request.address)
    }

    /// Nobody of the sample takes forms.
    func post(_ form: HTTPForm) async throws(TransferError) -> HTTPResponse {
        throw .unreachable(host: form.address.host, reason: "not an address of the sample")
    }
}
