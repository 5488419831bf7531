import { MailerModule } from '@nestjs-modules/mailer';

export const mail = MailerModule.forRoot({
  transport: `smtps://${user}:${password}@email-smtp.eu-west-1.amazonaws.com`,
});
