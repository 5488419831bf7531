import { createTransport } from 'nodemailer';
import * as aws from '@aws-sdk/client-ses';

const ses = new aws.SES({ region: 'eu-west-1' });
export const mail = createTransport({ SES: { ses, aws } });
