fn mailer() -> SmtpTransport {
    SmtpTransport::relay("email-smtp.eu-west-1.amazonaws.com").unwrap().build()
}
