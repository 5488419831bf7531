import smtplib

HOST = "email-smtp.us-east-1.amazonaws.com"
with smtplib.SMTP(HOST, 587) as server:
    server.login(user, password)
