import smtplib

with smtplib.SMTP("mail.example.com", 587) as server:
    server.login(conf.smtp_user, conf.smtp_password)
