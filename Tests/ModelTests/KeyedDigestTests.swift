// SPDX-License-Identifier: MIT

import Model
import Testing

/// The answers were made with OpenSSL: `printf %s MESSAGE | openssl dgst -ALGORITHM -hmac KEY`.
@Suite struct KeyedDigestTests {
    @Test(
        arguments: [
            (.sha1, 0, 3, "f42bb0eeb018ebbd4597ae7213711ec60760843f"),
            (.sha1, 55, 3, "2c95790d8230d0773a0ce6bb69ac3e6da3b8381a"),
            (.sha1, 56, 3, "3a7c937e69723c0d600e998d2043eb323964280d"),
            (.sha1, 112, 3, "37f3a05932f9d7a3fc165b4ae4ae441bbbf8390e"),
            (.sha1, 1000, 200, "a3461dd6383866ca33e9c76a2ad973fb8f6a679d"),
            (.sha256, 0, 3, "5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0"),
            (.sha256, 55, 3, "5c753ac4cf15a28e7b5a045ba8ce75e02545a313f326021d770912f768fb53ef"),
            (.sha256, 56, 3, "e9613a403652aa5873dba8b56f223826236e87559a8d8ac63190613796d2319a"),
            (.sha256, 112, 3, "57bda860d5c3b2d852b85400292ada9e5e4d071641ebb89c56d744b59fca2088"),
            (.sha256, 1000, 200, "c11eeb2a0a6dbf29c8199e5b2d124c61d8df5238c19bc8dac16f1588af9c68c2"),
            (
                .sha384, 0, 3,
                "99f44bb4e73c9d0ef26533596c8d8a32a5f8c10a9b997d30d89a7e35ba1ccf200b985f72431202b8"
                    + "91fe350da410e43f"
            ),
            (
                .sha384, 55, 3,
                "692ad3fe0521848ac73e45d94f0ed3ac742d1eb715e0960e83633fc3c79d941d6e611d4345b54eb4"
                    + "17d29a57baba436b"
            ),
            (
                .sha384, 56, 3,
                "905f548d8c9069089db2f22208d562f616960852c76fbd171a72019ed2c88bb3f05cd4da6e54cf6c"
                    + "6d6560029eb16fcd"
            ),
            (
                .sha384, 112, 3,
                "f9453857d18000ef7c6fabafd4935e9f8ae1ce9d45c9542c1a9e84953f67a17822b47ff2a927ce65"
                    + "a27109b25efd70db"
            ),
            (
                .sha384, 1000, 200,
                "83000004b36082ac7ecd10d5132e06a6f7b7f8cfbd4d3dd1332c64a398c4e8bd9dad570c2ae998d8"
                    + "7355822c06789fe5"
            ),
            (
                .sha512, 0, 3,
                "84fa5aa0279bbc473267d05a53ea03310a987cecc4c1535ff29b6d76b8f1444a728df3aadb89d4a9"
                    + "a6709e1998f373566e8f824a8ca93b1821f0b69bc2a2f65e"
            ),
            (
                .sha512, 55, 3,
                "15119dd52a183cecc0128cb9d91157a6b1ec1b51adfaddfa1f005abf0c45ae76867a5a4c7cb215ba"
                    + "e3490e078b843d4f5963eec63583172e966e8c495de7665b"
            ),
            (
                .sha512, 56, 3,
                "3807ffc450dc0a9f4c9070bcf472672469fb32b619fb6d750de122305b8227590693ad095bd3c6e8"
                    + "cdbd8db0a186e703fe95252f4e51c9b59c08fc474407af51"
            ),
            (
                .sha512, 112, 3,
                "3288c1cd7201fb3aaca2ee153f362a48ca33fd22d1afc81b91a3effa3fb5ea423d6f617ed2eeb1ea"
                    + "d3234cada188bb78d8430ab8cc9d0d4d98a3b71739ea0388"
            ),
            (
                .sha512, 1000, 200,
                "534e2063c3526af403ef892baa29f46afbc273bc5c9ba104bd9150deefb418524f33df8f5314a294"
                    + "de43310d8c122b831af8913580355e85d68ce942e2a92cc3"
            ),
        ] as [(KeyedDigest, Int, Int, String)])
    func itIsWhatOthersReckon(algorithm: KeyedDigest, count: Int, keyCount: Int, hex: String) {
        let message = [UInt8](repeating: UInt8(ascii: "a"), count: count)
        let key = keyCount == 3 ? Array("key".utf8) : [UInt8](repeating: UInt8(ascii: "k"), count: keyCount)
        #expect(algorithm.hex(of: message, key: key) == hex)
        #expect(algorithm.confirms(hex.uppercased(), of: message, key: key))
        #expect(!algorithm.confirms(hex, of: message + [0], key: key))
        #expect(!algorithm.confirms(hex, of: message, key: key + [1]))
        #expect(!algorithm.confirms(String(hex.dropLast()), of: message, key: key))
        #expect(!algorithm.confirms("", of: message, key: key))
    }
}
