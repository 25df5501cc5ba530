/*
 * A certificate for 127.0.0.1 that vouches for itself, and its key, good for a hundred years from 2026: of tests alone. Made
 * by `openssl ecparam -name prime256v1 -genkey` and `openssl req -x509 -days 36500 -addext subjectAltName=IP:127.0.0.1`.
 */

export const certificate = `-----BEGIN CERTIFICATE-----
MIIBrDCCAVOgAwIBAgIUAM762a7nspIPXySjkXVQpPCNc5AwCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSR2FudmFzIHRlc3Qgc2VydmVyMCAXDTI2MTEzMDE2MzM1MFoY
DzIxMjYxMTA2MTYzMzUwWjAdMRswGQYDVQQDDBJHYW52YXMgdGVzdCBzZXJ2ZXIw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQn2QJI+GkR1K6u2w5kqMXsaWcV2tHj
Me6t1Fga0hvDpvmTSgXPI30fOP94ohSuuV4NaxnNUYMZ859qg10NdZvco28wbTAd
BgNVHQ4EFgQU1uSn/Nox1vWA1JJomWYpsenw8CEwHwYDVR0jBBgwFoAU1uSn/Nox
1vWA1JJomWYpsenw8CEwDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAAB
gglsb2NhbGhvc3QwCgYIKoZIzj0EAwIDRwAwRAIgIDn1UI2bgz6SJjW1D9WJdCLe
RApfoaJoZST7KtlxuB0CIH8PRgXqd9xq7s8ChrGuV7Mj5Bv0UkFF08hQvmtMUOUB
-----END CERTIFICATE-----
`

export const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVb3prVg5a61GZDU0
AFMxMND8OuPsOdQOCWAoeYCAOBmhRANCAAQn2QJI+GkR1K6u2w5kqMXsaWcV2tHj
Me6t1Fga0hvDpvmTSgXPI30fOP94ohSuuV4NaxnNUYMZ859qg10NdZvc
-----END PRIVATE KEY-----
`
