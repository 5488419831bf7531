process.env.AWS_ACCESS_KEY_ID = 'a';
