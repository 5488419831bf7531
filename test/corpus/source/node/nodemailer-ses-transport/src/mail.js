const nodemailer = require('nodemailer');
const aws = require('@aws-sdk/client-ses');

const ses = new aws.SES({ region: process.env.AWS_REGION });
module.exports = nodemailer.createTransport({ SES: { ses, aws } });
