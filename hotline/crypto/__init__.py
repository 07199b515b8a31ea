"""The only files that import the cryptography library.

signing      Ed25519 device keys, hybrid Ed25519 + ML-DSA-65 root keys
sealing      HPKE X-Wing, HKDF-SHA256, AES-256-GCM
stretching   a key from a passphrase, by Argon2id
labels       what each derived key and hash is for
"""
