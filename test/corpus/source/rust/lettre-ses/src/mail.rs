let mailer = SmtpTransport::relay("email-smtp.eu-west-1.amazonaws.com")?
    .credentials(Credentials::new(user, password))
    .build();
