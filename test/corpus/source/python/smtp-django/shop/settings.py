EMAIL_HOST = os.environ.get("EMAIL_HOST", "email-smtp.us-east-1.amazonaws.com")
EMAIL_HOST_USER = os.environ["SMTP_USER"]
