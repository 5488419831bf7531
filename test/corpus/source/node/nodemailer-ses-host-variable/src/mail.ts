import nodemailer from 'nodemailer';

const host = `email-smtp.${process.env.AWS_REGION}.amazonaws.com`;
export const mail = nodemailer.createTransport({ host, port: 587, auth: { user, pass } });
