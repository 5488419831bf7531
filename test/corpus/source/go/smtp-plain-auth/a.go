package a

const smtpHost = "email-smtp.eu-central-1.amazonaws.com"

func send() error {
	return smtp.SendMail(smtpHost+":587", smtp.PlainAuth("", user, pass, smtpHost), from, to, msg)
}
