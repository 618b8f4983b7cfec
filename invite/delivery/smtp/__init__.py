"""Letters carried by SMTP (RFC 5321), with TLS and sign-in."""
