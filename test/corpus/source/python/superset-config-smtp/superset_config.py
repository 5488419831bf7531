SMTP_HOST = "email-smtp.eu-west-1.amazonaws.com"
SMTP_USER = "x"
