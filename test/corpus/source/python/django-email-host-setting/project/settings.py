# email-smtp.eu-west-1.amazonaws.com was used before
EMAIL_HOST = env("EMAIL_HOST", default="smtp.mailgun.org")
EMAIL_PORT = 587
