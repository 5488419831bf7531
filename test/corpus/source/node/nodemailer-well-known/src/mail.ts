import nodemailer from 'nodemailer';

export const mail = nodemailer.createTransport({
  service: 'SES-EU-WEST-1',
  auth: { user: process.env.SMTP_USER, pass: process.env.SMTP_PASS },
});
