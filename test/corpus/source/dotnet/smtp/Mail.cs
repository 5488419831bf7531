public class Mail
{
    private readonly SmtpClient _smtp = new("email-smtp.eu-west-1.amazonaws.com", 587);
}
