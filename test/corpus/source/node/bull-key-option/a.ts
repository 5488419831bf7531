const session = { s3: new Set(), key: 'sid', secret: process.env.SESSION_SECRET };
app.use(expressSession(session));
