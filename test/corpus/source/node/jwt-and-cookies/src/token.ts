import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import jwt from 'jsonwebtoken';
import { s3, command } from './s3';

const WEEK = 7 * 24 * 3600;
export const token = (claims: object, key: string) => jwt.sign(claims, key, { expiresIn: WEEK });
export const link = () => getSignedUrl(s3, command, { expiresIn: 900 });
