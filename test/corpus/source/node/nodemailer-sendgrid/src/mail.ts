import nodemailer from 'nodemailer';

export const mail = nodemailer.createTransport({ service: 'SendGrid', auth: { user, pass } });
