var client = new SmtpClient("email-smtp.eu-central-1.amazonaws.com", 587)
{
    Credentials = new NetworkCredential(user, password),
};
