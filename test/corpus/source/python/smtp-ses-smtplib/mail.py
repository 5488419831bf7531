import smtplib

with smtplib.SMTP_SSL("email-smtp.eu-west-1.amazonaws.com", 465) as server:
    server.login(conf.smtp_user, conf.smtp_password)
