export const grant = { twitter: { key: process.env.TWITTER_KEY, secret: process.env.TWITTER_SECRET, callback: '/cb' } };
