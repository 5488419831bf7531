import smtplib

from conf import USER, PASSWORD


def send(message):
    with smtplib.SMTP("email-smtp.eu-west-1.amazonaws.com", 587) as smtp:
        smtp.starttls()
        smtp.login(USER, PASSWORD)
        smtp.send_message(message)
