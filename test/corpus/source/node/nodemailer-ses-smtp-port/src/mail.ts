import { createTransport } from 'nodemailer';

export const mail = createTransport({
  host: 'email-smtp.us-east-1.amazonaws.com',
  port: 587,
  auth: { user: conf.user, pass: conf.pass },
});
