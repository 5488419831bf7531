EMAIL_HOST = f"email-smtp.{AWS_REGION}.amazonaws.com"
EMAIL_HOST_USER = env("SMTP_USER")
