const nodemailer = require('nodemailer');

module.exports = nodemailer.createTransport({
  service: 'SES-EU-WEST-1',
  auth: { user: process.env.MAIL_USER, pass: process.env.MAIL_PASS },
});
