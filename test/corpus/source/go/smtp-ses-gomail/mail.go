package mail

var dialer = gomail.NewDialer("email-smtp.eu-west-1.amazonaws.com", 587, user, password)
